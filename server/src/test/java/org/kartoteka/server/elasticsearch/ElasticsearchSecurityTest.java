package org.kartoteka.server.elasticsearch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.kartoteka.archive.search.IndexedDocumentBuilder.aDocument;
import static org.kartoteka.archive.search.IndexedDocumentBuilder.id;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.archive.identity.DocumentId;
import org.kartoteka.archive.search.IndexedDocument;
import org.kartoteka.archive.search.QueryParser;
import org.kartoteka.archive.search.SearchIndex;
import org.kartoteka.archive.search.SearchResult;
import org.kartoteka.archive.search.SearchUnavailable;
import org.kartoteka.server.elasticsearch.ElasticsearchSettings.ApiKey;
import org.kartoteka.server.search.IndexHealth;
import org.kartoteka.server.servers.LocalAuthority;
import org.kartoteka.server.servers.LocalElasticsearch;

/**
 * A node with security on, TLS by an authority of its own, and a key with the role that the documents tell: no more, no less.
 * It is a second node, so it runs on request alone: {@code -Delasticsearch.security=true}.
 */
@EnabledIfSystemProperty(named = "elasticsearch.security", matches = "true")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class ElasticsearchSecurityTest {
    private static final Pattern ENCODED = Pattern.compile("\"encoded\":\"([^\"]+)\"");
    private static final String PREFIX = "kartoteka";

    private LocalElasticsearch node;
    private Path certificate;
    private Path strange;
    private String role;
    private String key;

    @BeforeAll
    void startSecuredNode(@TempDir Path folder) throws IOException {
        Optional<String> obstacle = LocalElasticsearch.obstacle();
        Assumptions.assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
        LocalAuthority authority = LocalAuthority.make(folder.resolve("authority"));
        certificate = authority.certificate();
        strange = LocalAuthority.make(folder.resolve("another")).certificate();
        node = LocalElasticsearch.startSecured(
                Path.of("target", "elasticsearch").toAbsolutePath(), authority);
        role = documentedRole();
        key = newKey(role);
    }

    @AfterAll
    void stopNode() throws IOException {
        if (node != null) {
            node.close();
        }
    }

    /** The JSON below "What the user needs". */
    private static String documentedRole() throws IOException {
        Path page = Path.of(System.getProperty("kartoteka.root"), "docs", "operations", "elasticsearch.md");
        String text = Files.readString(page);
        int begin = text.indexOf("```json", text.indexOf("## What the user needs")) + "```json".length();
        return text.substring(begin, text.indexOf("```", begin));
    }

    private String newKey(String descriptor) {
        String answer = node.ask(
                "POST",
                "/_security/api_key",
                "{ \"name\": \"kartoteka\", \"role_descriptors\": { \"kartoteka\": " + descriptor + " } }");
        Matcher encoded = ENCODED.matcher(answer);
        assertThat(encoded.find()).as(answer).isTrue();
        return encoded.group(1);
    }

    private ElasticsearchSettings settings(String apiKey, Optional<Path> caFile) {
        return new ElasticsearchSettings(
                List.of(node.url()),
                new ApiKey(apiKey),
                caFile,
                PREFIX,
                3,
                1,
                Duration.ofSeconds(5),
                Archives.PATIENT,
                1,
                Archives.PATIENT.dividedBy(2));
    }

    @Test
    void theDocumentedRoleIsTakenAsItStands() {
        assertThat(node.ask("PUT", "/_security/role/kartoteka", role)).contains("\"created\":true");
    }

    @Test
    void aKeyWithTheDocumentedRoleDoesAllThatIsToBeDoneOverThreeShards() {
        List<IndexedDocument> documents = IntStream.rangeClosed(1, 30)
                .mapToObj(number -> aDocument(number)
                        .type(number % 2 == 0 ? "letter" : "complaint")
                        .page("dokuments Nr. " + (70_000_000 + number) + (number == 7 ? " līgums" : ""))
                        .build())
                .toList();
        try (ElasticsearchIndex index = ElasticsearchIndex.open(settings(key, Optional.of(certificate)))) {
            index.put(documents);
            index.remove(id(3), 2);

            SearchResult all = index.search(QueryParser.parse("dokumentu").withWindow(0, 100));
            assertThat(all.total()).isEqualTo(29);
            assertThat(all.hits()).hasSize(29);
            assertThat(all.facets().get("type")).hasSize(2);
            assertThat(all.complete()).isTrue();
            assertThat(found(index, "līguma")).containsExactly(id(7));
            assertThat(found(index, "70 000 029")).containsExactly(id(29));
            assertThat(index.version(id(7))).contains(1L);
            assertThat(node.ask("GET", "/" + PREFIX + "-documents/_settings"))
                    .contains("\"number_of_shards\":\"3\"", "\"number_of_replicas\":\"1\"");

            try (SearchIndex.Rebuild rebuild = index.rebuild()) {
                rebuild.put(documents.subList(0, 20));
                index.put(List.of(aDocument(40).page("jauns").build()));
                index.remove(id(4), 2);
                assertThat(index.size()).isEqualTo(29);
                rebuild.activate();
            }

            Set<DocumentId> entries = new HashSet<>();
            index.forEach(entry -> entries.add(entry.id()));
            assertThat(entries).hasSize(20).contains(id(40)).doesNotContain(id(4), id(25));
            assertThat(found(index, "līguma")).containsExactly(id(7));
            IndexHealth health = index.health();
            assertThat(health.available()).as(health.message()).isTrue();
            assertThat(health.rebuildNeeded()).isFalse();
            assertThat(health.documents()).isEqualTo(20);
            assertThat(health.sizeBytes()).isPositive();
            assertThat(node.ask("GET", "/_cat/indices/" + PREFIX + "*?h=index").lines())
                    .hasSize(1);
        }
    }

    @Test
    void theKeyReachesNothingElse() {
        node.ask("PUT", "/others-documents");
        String authorization = "ApiKey " + key;

        assertThat(node.statusFor(authorization, "GET", "/_cluster/health")).isEqualTo(200);
        assertThat(node.statusFor(authorization, "GET", "/others-documents/_search"))
                .isEqualTo(403);
        assertThat(node.statusFor(authorization, "DELETE", "/others-documents")).isEqualTo(403);
        assertThat(node.statusFor(authorization, "GET", "/_security/role")).isEqualTo(403);
        assertThat(node.statusFor("ApiKey " + wrong(key), "GET", "/_cluster/health"))
                .isEqualTo(401);
    }

    @Test
    void aKeyThatIsNotAcceptedIsToldInASentenceWithoutIt() {
        String wrong = wrong(key);
        String secret = new String(Base64.getDecoder().decode(wrong), UTF_8).split(":")[1];

        String told = trouble(settings(wrong, Optional.of(certificate)));

        assertThat(told)
                .contains("does not accept this API key", "elasticsearch.api-key-file")
                .doesNotContain(wrong, secret);
    }

    @Test
    void aPrivilegeThatIsMissingIsNamedWithThePageThatTellsIt() {
        String less = newKey(role.replace("\"read\", ", ""));

        assertThat(trouble(settings(less, Optional.of(certificate))))
                .contains("unauthorized", "docs/operations/elasticsearch.md")
                .doesNotContain(less);
    }

    @Test
    void anAuthorityThatIsNotTrustedIsToldInASentence() {
        for (Optional<Path> caFile : List.of(Optional.<Path>empty(), Optional.of(strange))) {
            assertThat(trouble(settings(key, caFile)))
                    .contains("cannot be reached safely", "elasticsearch.ca-file")
                    .doesNotContain(key);
        }
    }

    @Test
    void aFileThatIsNoCertificateIsNamed(@TempDir Path folder) throws IOException {
        Path noCertificate = Files.writeString(folder.resolve("ca.pem"), "hello");

        assertThatThrownBy(() -> ElasticsearchIndex.open(settings(key, Optional.of(noCertificate))))
                .isInstanceOf(SearchUnavailable.class)
                .hasMessageContaining("cannot read the certificates in " + noCertificate);
    }

    /** What health and callers are told. */
    private static String trouble(ElasticsearchSettings settings) {
        try (ElasticsearchIndex index = ElasticsearchIndex.open(settings)) {
            IndexHealth health = index.health();
            assertThat(health.available()).isFalse();
            Throwable refusal = catchThrowable(() -> index.search(QueryParser.parse("dokumentu")));
            assertThat(refusal).isInstanceOf(SearchUnavailable.class);
            return health.message() + "\n" + refusal.getMessage();
        }
    }

    /** As long as the key, and another. */
    private static String wrong(String encoded) {
        String[] parts = new String(Base64.getDecoder().decode(encoded), UTF_8).split(":");
        String wrong = parts[0] + ":" + new StringBuilder(parts[1]).reverse();
        return Base64.getEncoder().encodeToString(wrong.getBytes(UTF_8));
    }

    private static List<DocumentId> found(ElasticsearchIndex index, String typed) {
        return index.search(QueryParser.parse(typed)).hits().stream()
                .map(hit -> hit.document().id())
                .toList();
    }
}
