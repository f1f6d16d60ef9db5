"""Finding passages: encoders, the FAISS index as a fingerprinted cache, lexical search, fusion.

The only room that knows an encoder or FAISS. Torch is imported only to build, never to serve.
"""
