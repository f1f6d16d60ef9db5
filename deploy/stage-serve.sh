#!/bin/sh
# The serving stage: the core dependencies in TARGET/venv, the knowledge beside it. No torch, no compiler, no pip.
#   deploy/stage-serve.sh SOURCE TARGET
# What the build stage wrote goes to TARGET/.glassbox afterwards. PYTHON names the interpreter (python3).
set -eu
source=$(cd "$1" && pwd)
mkdir -p "$2"
target=$(cd "$2" && pwd)
python=${PYTHON:-python3}
"$python" -m pip --version >/dev/null 2>&1 || {
    echo "stage-serve: $python has no pip. On Debian and Ubuntu: apt-get install python3-pip" >&2
    exit 1
}

rm -rf "$source/build"    # what an earlier install left there would be installed again

# pip stays outside: it installs into the environment, and the environment has none of its own.
"$python" -m venv --clear --without-pip "$target/venv"
"$python" -m pip --python "$target/venv/bin/python" install --quiet --no-cache-dir "$source"

# Left out because serving never loads them: the tests of libraries, their stubs and headers, the tools that convert
# models, the downloader with which tokenizers would fetch a model by name and what only that one needs, the largest of
# the picture formats that are never drawn, the lines and layers that only training and building read. Compiled files
# stay: a read-only start cannot write them.
packages=$("$target/venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
find "$packages" -type d \( -name tests -o -name test \) -prune -exec rm -rf {} +
rm -rf "$packages"/onnxruntime/transformers "$packages"/onnxruntime/quantization "$packages"/onnxruntime/tools
rm -f "$packages"/PIL/_avif.* "$packages"/pillow.libs/libavif*
"$python" -m pip --python "$target/venv/bin/python" uninstall --quiet --yes \
    hf-xet huggingface-hub fsspec filelock httpx2 httpcore2 h11 anyio truststore
find "$packages" -type f \( -name '*.pyi' -o -name '*.pxd' -o -name '*.pyx' -o -name '*.h' \) -delete

rm -rf "$target/knowledge"
cp -R "$source/knowledge" "$target/knowledge"
rm -rf "$target/knowledge/lines" "$target/knowledge/recogniser/layers.npz"
cp "$source/deploy/healthcheck.py" "$target/healthcheck.py"
chmod -R a+rX,go-w "$target/venv" "$target/knowledge" "$target/healthcheck.py"
