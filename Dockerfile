# The website and JupyterLab in one container, at http://127.0.0.1:8000 and at the address that the second one prints:
#   docker build --tag optimization-derived .
#   docker run --rm --publish 127.0.0.1:8000:8000 --publish 127.0.0.1:8888:8888 optimization-derived
FROM python:3.12-slim

RUN apt-get update && apt-get install --yes --no-install-recommends make && rm -rf /var/lib/apt/lists/*
RUN useradd --create-home reader && install --directory --owner=reader /course
USER reader
WORKDIR /course
COPY --chown=reader . .
RUN make book

EXPOSE 8000 8888
CMD ["make", "both", "HOST=0.0.0.0"]
