package org.kartoteka.server.command;

import java.nio.file.Files;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kartoteka.archive.Archive;
import org.kartoteka.archive.verify.ArchiveVerifier;
import org.kartoteka.archive.verify.Finding;
import org.kartoteka.server.config.DataFolder;
import org.kartoteka.server.config.UserError;
import org.kartoteka.server.filesystem.FilesystemObjectStore;
import org.kartoteka.server.lucene.LuceneEntries;
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
        if (!Files.exists(folder.archive().resolve("archive.json"))) {
            throw new UserError("there is no archive in " + folder.archive());
        }
        AtomicLong found = new AtomicLong();
        ArchiveVerifier.Report report;
        try (FilesystemObjectStore store = FilesystemObjectStore.open(folder.archive());
                LuceneEntries index = LuceneEntries.open(folder.index())) {
            Archive archive = Archive.open(store, (_, _) -> {}, Instant::now);
            report = archive.verifier().verify(Optional.of(index), finding -> {
                found.incrementAndGet();
                print(finding);
            });
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
