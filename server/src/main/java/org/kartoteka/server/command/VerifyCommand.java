package org.kartoteka.server.command;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kartoteka.archive.Archive;
import org.kartoteka.archive.ArchiveIdentity;
import org.kartoteka.archive.search.IndexEntries;
import org.kartoteka.archive.search.SearchUnavailable;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.verify.ArchiveVerifier;
import org.kartoteka.archive.verify.Finding;
import org.kartoteka.server.config.DataFolder;
import org.kartoteka.server.config.Settings;
import org.kartoteka.server.config.SettingsFile;
import org.kartoteka.server.config.UserError;
import org.kartoteka.server.elasticsearch.ElasticsearchEntries;
import org.kartoteka.server.filesystem.FilesystemObjectStore;
import org.kartoteka.server.lucene.LuceneEntries;
import org.kartoteka.server.s3.S3ObjectStore;
import org.kartoteka.server.wiring.BucketSettings;
import org.kartoteka.server.wiring.SearchClusterSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Checks the archive on disk; the service may run meanwhile. */
@Command(
        name = "verify",
        description = {
            "Checks that nothing was lost or altered: originals, renditions, events, index.",
            "Prints each finding with the number of the broken invariant (docs/archive-format.md); changes nothing."
        },
        mixinStandardHelpOptions = true)
public final class VerifyCommand implements Callable<Integer> {
    @Mixin
    private final DataOption data = new DataOption();

    /** Held, so that the setting stays: Lucene tells developers about vectors, nobody else. */
    private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

    @Override
    public Integer call() throws Exception {
        LUCENE.setLevel(Level.SEVERE);
        DataFolder folder = data.folder();
        Settings settings = SettingsFile.read(folder.settingsFile());
        AtomicLong found = new AtomicLong();
        Consumer<Finding> findings = finding -> {
            found.incrementAndGet();
            print(finding);
        };
        ArchiveVerifier.Report report;
        try {
            report = settings.isClustered() ? verifyBucket(settings, findings) : verifyFolder(folder, findings);
        } catch (SearchUnavailable e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
        System.out.printf(
                Locale.ROOT,
                "%d originals, %d renditions, %d events in %d chains, %d batches, %d documents: %s%n",
                report.originals(),
                report.renditions(),
                report.events(),
                report.chains(),
                report.batches(),
                report.documents(),
                found.get() == 0 ? "no findings" : found.get() + " findings");
        return found.get() == 0 ? 0 : 1;
    }

    private static ArchiveVerifier.Report verifyFolder(DataFolder folder, Consumer<Finding> findings)
            throws IOException {
        if (!Files.exists(folder.archive().resolve("archive.json"))) {
            throw new UserError("there is no archive in " + folder.archive());
        }
        try (FilesystemObjectStore store = FilesystemObjectStore.open(folder.archive());
                LuceneEntries index = LuceneEntries.open(folder.index())) {
            return verify(store, index, findings);
        }
    }

    private static ArchiveVerifier.Report verifyBucket(Settings settings, Consumer<Finding> findings) {
        try (S3ObjectStore store = BucketSettings.openToRead(settings.s3())) {
            // Opening an empty store would found an archive there.
            if (store.size(ArchiveIdentity.KEY).isEmpty()) {
                throw new UserError(
                        "there is no archive in the bucket " + settings.s3().bucket());
            }
            try (ElasticsearchEntries index = SearchClusterSettings.openEntries(settings)) {
                return verify(store, index, findings);
            }
        }
    }

    private static ArchiveVerifier.Report verify(ObjectStore store, IndexEntries index, Consumer<Finding> findings) {
        Archive archive = Archive.open(store, (_, _) -> {}, Instant::now);
        return archive.verifier().verify(Optional.of(index), findings);
    }

    private static void print(Finding finding) {
        System.out.printf(
                Locale.ROOT,
                "%s %-10s %s: %s%n",
                finding.invariant(),
                finding.severity().name().toLowerCase(Locale.ROOT),
                finding.subject(),
                finding.message());
    }
}
