package org.kartoteka.server.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class S3SettingsTest {
    private static final S3Settings.Credentials KEYS = new S3Settings.Credentials("who", "what-nobody-may-see");

    @Test
    void neverShowsItsSecrets() {
        S3Settings settings = S3Settings.of(URI.create("https://s3.example.org"), "bucket", KEYS);

        assertThat(settings.toString()).contains("s3.example.org").doesNotContain("what-nobody-may-see");
    }

    @Test
    void refusesToSendDocumentsInTheClear() {
        assertThatThrownBy(() -> S3Settings.of(URI.create("http://s3.example.org"), "bucket", KEYS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https");
        assertThatCode(() -> S3Settings.of(URI.create("http://127.0.0.1:9000"), "bucket", KEYS))
                .doesNotThrowAnyException();
        assertThatCode(() -> new S3Settings(
                        URI.create("http://s3.example.org"),
                        "bucket",
                        "",
                        "eu-1",
                        KEYS,
                        true,
                        true,
                        Optional.empty(),
                        S3Settings.Limits.usual(),
                        Optional.empty()))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesWhatCannotBe() {
        URI endpoint = URI.create("https://s3.example.org");
        assertThatThrownBy(() -> S3Settings.of(URI.create("https://who:what@s3.example.org"), "bucket", KEYS))
                .hasMessageContaining("endpoint");
        assertThatThrownBy(() -> S3Settings.of(URI.create("https://s3.example.org/path"), "bucket", KEYS))
                .hasMessageContaining("endpoint");
        assertThatThrownBy(() -> S3Settings.of(endpoint, "Bucket", KEYS)).hasMessageContaining("'Bucket'");
        assertThatThrownBy(() -> S3Settings.of(endpoint, "bucket", KEYS).withKeyPrefix("no-slash"))
                .hasMessageContaining("prefix");
        assertThatThrownBy(() -> S3Settings.of(endpoint, "bucket", KEYS).withKeyPrefix(".hidden/"))
                .hasMessageContaining("prefix");
        assertThatThrownBy(() -> new S3Settings.Limits(5, 30, 30, 5, 60, 64, 4))
                .hasMessageContaining("part size in MiB must be from 5");
        assertThatThrownBy(() -> new S3Settings.ObjectLock(S3Settings.ObjectLock.Mode.COMPLIANCE, 0, false))
                .hasMessageContaining("days");
    }

    @Test
    void refusesAStoreThatBreaksAPromiseInWords() {
        S3Settings settings = S3Settings.of(URI.create("https://s3.example.org"), "bucket", KEYS);
        S3Abilities racy = new S3Abilities(false, true, true, true, true, false, true, true, true);
        S3Abilities lockless = new S3Abilities(true, true, true, true, true, true, true, true, false);

        assertThatThrownBy(() -> racy.refuseBroken(settings))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("s3.example.org")
                .hasMessageContaining("If-None-Match")
                .hasMessageContaining("order of their keys");
        assertThatCode(() -> lockless.refuseBroken(settings)).doesNotThrowAnyException();
        S3Settings locking =
                settings.withObjectLock(new S3Settings.ObjectLock(S3Settings.ObjectLock.Mode.GOVERNANCE, 30, false));
        assertThatThrownBy(() -> lockless.refuseBroken(locking)).hasMessageContaining("object lock");
    }
}
