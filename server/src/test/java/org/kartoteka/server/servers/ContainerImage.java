package org.kartoteka.server.servers;

import com.github.dockerjava.api.exception.NotFoundException;
import java.util.Locale;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A server's image, run where a container engine has it ({@link NeedsImage}). It is never pulled, for a build must not wait
 * for a registry.
 *
 * <p>Each is the public image of the version that we test. {@code -Dimage.artemis=NAME}, and likewise for the others, takes
 * another one, such as one that was built from local files.
 */
public enum ContainerImage {
    ARTEMIS("apache/artemis:" + System.getProperty("artemis.version", "2.56.0")),
    ELASTICSEARCH(
            "docker.elastic.co/elasticsearch/elasticsearch:" + System.getProperty("elasticsearch.version", "9.5.3")),
    S3PROXY("andrewgaul/s3proxy:" + S3ProxyServer.VERSION);

    private final String property = "image." + name().toLowerCase(Locale.ROOT);
    private final String standard;
    private final String reference;

    ContainerImage(String standard) {
        this.standard = standard;
        this.reference = System.getProperty(property, standard);
    }

    /** The public image of the version that we test. */
    public String standard() {
        return standard;
    }

    /** The image that is run. */
    public String reference() {
        return reference;
    }

    /** A container of it, not started. */
    public GenericContainer<?> container() {
        return new GenericContainer<>(DockerImageName.parse(reference)).withImagePullPolicy(_ -> false);
    }

    /** Why it cannot be run, in words; empty where it can. */
    Optional<String> obstacle() {
        try {
            if (!DockerClientFactory.instance().isDockerAvailable()) {
                return Optional.of("there is no container engine to run " + reference);
            }
            DockerClientFactory.instance().client().inspectImageCmd(reference).exec();
            return Optional.empty();
        } catch (NotFoundException e) {
            return Optional.of("the container engine has no image %s, and it is never pulled; -D%s names another one"
                    .formatted(reference, property));
        } catch (ContainerFetchException e) {
            // Testcontainers wants an image of its own, to find out where it is.
            return Optional.of("the container engine is not to be used (%s); TESTCONTAINERS_HOST_OVERRIDE may help"
                    .formatted(e.getMessage()));
        }
    }
}
