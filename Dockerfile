# The build environment as a container, for systems that are no Debian: the same package list as everywhere.
#   docker build -t weighbridge . && docker run --rm -it -p 8080:8080 weighbridge
FROM debian:13
COPY scripts/environment/packages.txt /tmp/packages.txt
RUN apt-get update \
 && sed 's/#.*//' /tmp/packages.txt | awk 'NF{print $1}' | xargs apt-get install -y --no-install-recommends
# The tools are here already; the page must be reachable from outside of the container.
ENV WEIGHBRIDGE_ENVIRONMENT=host WEIGHBRIDGE_CACHE=/var/cache/weighbridge WEIGHBRIDGE_LISTEN=0.0.0.0
WORKDIR /weighbridge
COPY . .
RUN scripts/build native site
EXPOSE 8080
CMD ["scripts/serve"]
