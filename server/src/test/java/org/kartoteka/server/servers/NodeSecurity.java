package org.kartoteka.server.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.net.ssl.SSLContext;
import org.kartoteka.server.servers.security.PatternCaptureFilter;
import org.kartoteka.server.servers.security.UniqueFilter;
import org.kartoteka.server.servers.security.UrlEmailTokenizer;

/**
 * What makes an Elasticsearch node speak TLS by an authority of its own and ask everybody who they are. One administrator is
 * known to it from the start, by its files.
 */
final class NodeSecurity {
    private static final String ADMINISTRATOR = "administrator";

    private final String password = UUID.randomUUID().toString();
    private final LocalAuthority authority;

    NodeSecurity(LocalAuthority authority) {
        this.authority = authority;
    }

    SSLContext context() throws IOException {
        return authority.context();
    }

    /** The header by which the administrator is known. */
    String authorization() {
        byte[] both = (ADMINISTRATOR + ":" + password).getBytes(UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }

    /** Puts certificates, the administrator and a plugin into an unpacked node; returns the settings that go with them. */
    String configure(Path home) throws IOException {
        Path config = home.resolve("config");
        Files.copy(authority.serverCertificate(), config.resolve("server.pem"));
        Files.copy(authority.serverKey(), config.resolve("server.key"));
        Files.writeString(config.resolve("users"), ADMINISTRATOR + ":{SHA}" + sha1(password) + "\n");
        Files.writeString(config.resolve("users_roles"), "superuser:" + ADMINISTRATOR + "\n");
        addAnalysis(home.resolve("plugins/security-analysis"));
        return """
                xpack.security.enabled: true
                xpack.security.autoconfiguration.enabled: false
                xpack.security.enrollment.enabled: false
                xpack.security.transport.ssl.enabled: false
                xpack.security.http.ssl.enabled: true
                xpack.security.http.ssl.key: server.key
                xpack.security.http.ssl.certificate: server.pem
                """;
    }

    /**
     * The index in which Elasticsearch keeps roles and keys names three parts of text analysis that this distribution
     * lacks. None of them matters for that; a plugin stands in for them.
     */
    private static void addAnalysis(Path plugin) throws IOException {
        Files.createDirectories(plugin);
        Files.writeString(plugin.resolve("stable-plugin-descriptor.properties"), """
                name=security-analysis
                description=Stands in for what the index of Elasticsearch's security names
                version=1
                elasticsearch.version=%s
                java.version=21
                """.formatted(
                        System.getProperty("elasticsearch.version")));
        Files.writeString(plugin.resolve("named_components.json"), """
                {"org.elasticsearch.plugin.analysis.TokenizerFactory": {"uax_url_email": "%s"},
                 "org.elasticsearch.plugin.analysis.TokenFilterFactory": {"pattern_capture": "%s", "unique": "%s"}}
                """.formatted(
                UrlEmailTokenizer.class.getName(), PatternCaptureFilter.class.getName(), UniqueFilter.class.getName()));
        try (OutputStream file = Files.newOutputStream(plugin.resolve("security-analysis.jar"));
                JarOutputStream jar = new JarOutputStream(file)) {
            for (Class<?> component :
                    List.of(UrlEmailTokenizer.class, PatternCaptureFilter.class, UniqueFilter.class)) {
                String name = component.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new JarEntry(name));
                try (InputStream in = component.getClassLoader().getResourceAsStream(name)) {
                    if (in == null) {
                        throw new IOException("there is no " + name);
                    }
                    in.transferTo(jar);
                }
                jar.closeEntry();
            }
        }
    }

    private static String sha1(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
