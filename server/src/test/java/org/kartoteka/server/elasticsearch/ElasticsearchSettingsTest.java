package org.kartoteka.server.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kartoteka.server.elasticsearch.ElasticsearchSettings.Anonymous;
import org.kartoteka.server.elasticsearch.ElasticsearchSettings.ApiKey;
import org.kartoteka.server.elasticsearch.ElasticsearchSettings.Password;

final class ElasticsearchSettingsTest {
    private static final List<URI> URLS = List.of(URI.create("https://search.example:9200"));

    @Test
    void tellsNoSecret() {
        String byPassword = ElasticsearchSettings.of(URLS, new Password("archive", "s3cret"), "kartoteka")
                .toString();
        String byKey = ElasticsearchSettings.of(URLS, new ApiKey("s3cret"), "kartoteka")
                .toString();

        assertThat(byPassword + byKey).doesNotContain("s3cret").contains("archive");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Kartoteka", "_a", "a*", "a,b", "a/b"})
    void refusesAPrefixThatIsNoIndexName(String prefix) {
        assertThatThrownBy(() -> ElasticsearchSettings.of(URLS, new Anonymous(), prefix))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://search.example", "https://user:s3cret@search.example:9200", "search"})
    void refusesAnAddressThatIsNoneAndDoesNotTellIt(String url) {
        assertThatThrownBy(() -> ElasticsearchSettings.of(List.of(URI.create(url)), new Anonymous(), "kartoteka"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> ElasticsearchSettings.of(List.of(), new Anonymous(), "kartoteka"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
