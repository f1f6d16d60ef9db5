"""Words around the names of models: packaging, sizes in words, kinds of products, everyday words."""

PACKAGING = frozenset(
    """instruct instruction instructions inst ins chat base it pt hf gguf ggml ggmf gptq awq mlx onnx bnb autoawq exl
    quantized quantised quantization quant quants qat imatrix iq litert tflite coreml ct2 ctranslate mix mixed
    prefixlm gemm gemv dequant dequantized cuda cpu gpu webgpu npu genai dynamic ud unquantized safetensors
    transformers diffusers pytorch torch tf flax jax vllm tgi trt tensorrt engine openvino ov nim marlin gs kv cache
    bin pth ckpt checkpoint checkpoints sharded unsharded cloud free beta alpha latest preview exp experimental release
    released rc final official sft dpo rl rlhf rlvr ppo rm deduped uncased cased pretrain pretrained posttrained
    tuned sub split text multilingual english en eng zh versatile specdec tput tools search online customtools rev
    model models version ver seqlen token tokens ctx context long nonthinking nothinking no step steps prod ep
    epoch bits bit weight only act order true false hub repo diffuser lm llm llms ai wdiff delta""".split()
)
"""What hubs and tools add to a name: file formats, kinds of tuning, states of a release."""

HOSTS = frozenset(
    """ollama huggingface groq together togetherai fireworks bedrock azure vertex vertexai openrouter deepinfra
    replicate unsloth thebloke bartowski lmstudio lmstudiocommunity mradermacher quantfactory llamafile litellm
    sambanova novita nebius hyperbolic perplexity community gallery workers cf us eu apac""".split()
)
"""Those who pass models on; their name in front of one says nothing about it."""

TIERS = frozenset(
    """mini nano micro tiny small medium xs xxs lite light instant thinking think thinker reasoning reasoner high
    low xhigh minimal extended deep research refiner""".split()
)
"""Variants within one release. Behind the name of a record they are covered by it; behind the bare name of a whole
family they must stand in the name of a member."""

GRAND = frozenset("large xl xxl xxxl big huge giant max plus pro ultra super heavy flash turbo air fast".split())
"""Variants that makers of open weights often keep to themselves (Qwen2.5-Max, GLM-4-Plus). They are covered by a record
that names them, by closed models, and by lines of small models, whose sizes have such names."""

PRODUCTS = frozenset(
    """guard guardian shield embed embeds embedding embeddings rerank reranker retriever ocr audio tts asr coder math
    prover omni instant vl vlm vla cli robotics roleplay reward scope""".split()
)
"""Words that make another product of a family's name, so that the name alone does not stand for it."""

COMPOUND = frozenset(
    """based style like level class powered derived type era family families series lineup licensed license licence
    compatible sized sourced made trained only first ready native scale grade tier using built hosted generated
    quality adjacent equivalent non pre post ex anti self open closed source weights competitor competitors
    alternative alternatives clone clones killer beating beater fan fans user users owned backed led driven side
    specific wide esque ish inspired branded provided friendly centric related caliber calibre free and or vs to is
    as in of the a an not nc server core corpus api sdk app bot proxy plugin wrapper client""".split()
)
"""Words that people join to a name in a sentence ('Llama-based', 'non-OpenAI'): the name still stands for the model."""

DERIVED = frozenset("uncensored abliterated ablated finetune finetuned ft lora merge merged distil distilled".split())
"""Words that make a joined name the work of somebody else, also where 'Llama-based' would not be."""

BASES = frozenset("llama qwen mistral gemma phi pythia t5 gpt bert mamba falcon bloom mpt clip".split())
"""Families that others build upon. Beside the name of another family theirs tells what a work was made from."""

SHY = frozenset(
    """command step seed ring scout maverick liquid writer nova muse canary bark comma viking sam clip dots wan flux
    sora aya marin moonlight opt cosmos argon solar tilde dia evo chai mamba janus alpaca haiku sonnet opus beam
    north large reflection medium cascade nemo""".split()
)
"""Names that are words of everyday: they name a model alone, with a version, size or variant, beside their maker, or in
the capitals of the name ('SAM'), but not as a word of a sentence."""

NEVER_ALONE = frozenset("haiku sonnet opus medium large".split())
"""Shy words that are no name alone either."""

AFTER_NAMES = frozenset(
    """is isn was wasn has hasn are can could does doesn an the and or vs versus be comes uses under on weights licence
    license model from by openness""".split()
)
"""Words that show that a letter before them is the end of a name: 'command a is', but not 'command a fleet'."""

BEING = frozenset("is are was were isn't".split())

COUNTED = frozenset("step ring seed scout large medium writer command".split())
"""Shy words that people count in sentences: 'step 3' names no model, 'Step3' and 'step 3.5' do."""

COUNTED_THINGS = frozenset(
    """times time years year months month weeks days day hours hour minutes seconds percent people points point papers
    questions reasons things trillion billion million tokens gpus ways models labs companies countries dollars cents
    users of x""".split()
)
"""Nouns behind a figure that counts them: 'llama 3 times over' is no version."""

REAL_WORDS = frozenset(
    """ollama gamma blood bloody commend comment comments commence clause clauses claudia granted grants magistrate
    minstrel sonar polar shout scour opens opened falconry salamander pithy quest queen game gems lane lamb meeting
    corps company companies compare whiskey whisky quantize proving taken influence permission april deepspeed beard
    breath jails lying liner liners marie martin maria marine mario marina marion marian marvin marino scott snout
    stout fallon broom mouse heroes inter commander commanded commands commando berth baird bared barak edith tides
    tiles tires timed timer tiled lunar dolls waiter writers whimper whispered whispers premiere flank salamanca
    allah moshe metal chair lion lions arson aragon ariel ministerial intersect spite bear bird bart rang asia sort
    port lang lung mega pole sofa boom doll mule mute mama coma clap char beak loft rink nora sumo byrd laos palm
    write writes wrote written minimal tekken""".split()
)
"""Words within a slip or two of a name that are no typo of it."""

EVERYDAY = frozenset(
    """a about after all also am an and any are as at be because been before being best better between big both but by
    can cant compare compared could did difference do does doesn doing don done down each even ever every far few
    for from get gets give go going gone good got had has have having he her here hey hi his how i if in into is isn
    it its just know known let like list look made make makes many may me mean means more most much my need never
    new no not now of off oh ok old on one only or other our out over own people please really right run runs said
    same say says see she should show so some still such take tell than thank thanks that the their them then there
    these they thing think this those though to today too try two under up us use used uses using very want was wasn
    way we well were what when where which while who whose why will with without won would wrong yes yet you your vs
    versus open opens opensource closed source sourced license licence licensed terms weights weight data dataset
    datasets training trained code paper report released release free proprietary commercial country company lab
    size sizes parameters params sucks rocks lol lmao aint dont doesnt isnt wont u r ur pls plz bro dude rite frm
    gonna wanna tho btw imo tbh af cool nice great trash cheap bad worse worst dead stupid cheaper faster benchmark
    benchmarks score scores mmlu osi approved fully restricted info card facts details leaked original pull download
    serve bit called named ban banned legal safe og""".split()
)
"""Words that make a line a sentence or a question rather than one long name."""

OWN_STOP = frozenset(
    """and to of the incl for with by in total active dense about reported undisclosed class others as plus each line
    form suite family first later largest larger ones three""".split()
)
"""Words in a record's own texts that tell nothing about which model it is."""
