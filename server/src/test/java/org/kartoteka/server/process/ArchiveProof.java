package org.kartoteka.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.kartoteka.archive.Archive;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.identity.BatchId;
import org.kartoteka.archive.search.IndexEntries;
import org.kartoteka.archive.store.Digest;
import org.kartoteka.archive.store.ObjectStore;
import org.kartoteka.archive.verify.ArchiveVerifier;
import org.kartoteka.archive.verify.Finding;

/**
 * Knows what was dropped into an archive's inbox, each file under a name of its own, and proves when all is read that nothing
 * was lost, nothing is there twice, everything verifies and the index is what the events say.
 */
final class ArchiveProof {
    private static final int PAGE = 100;

    private final Map<String, Digest> dropped = new LinkedHashMap<>();

    /** Notes that this file is dropped under this name. */
    void dropped(String name, Path file) throws IOException {
        assertThat(dropped.put(name, Digest.of(Files.readAllBytes(file))))
                .as("two files are dropped as %s", name)
                .isNull();
    }

    /** How many files were dropped. */
    int count() {
        return dropped.size();
    }

    /**
     * Fails where anything is missing, doubled, set aside or wrong.
     *
     * @param done the folder that files leave the inbox for
     * @param what is proved, for the message of a failure
     */
    ArchiveVerifier.Report prove(ObjectStore store, IndexEntries index, Path done, String what) {
        Archive archive = Archive.open(store, (_, _) -> {}, Instant::now);
        Map<Digest, BatchId> owners = new HashMap<>();
        Set<String> names = new HashSet<>();
        Set<String> documents = new HashSet<>();
        for (Batch batch : batches(archive)) {
            String name = archive.batches().arrival(batch.id()).fileName();
            String file = what + ": " + name;
            assertThat(names.add(name)).as("%s has one batch", file).isTrue();
            assertThat(batch.state())
                    .as("%s, %s", file, batch.reason())
                    .isIn(Batch.State.ARCHIVED, Batch.State.DUPLICATE);
            assertThat(batch.original()).as("bytes of %s", file).contains(dropped.get(name));
            if (batch.state() == Batch.State.ARCHIVED) {
                assertThat(owners.put(batch.original().orElseThrow(), batch.id()))
                        .as("%s is archived once", file)
                        .isNull();
                batch.division().forEach(planned -> documents.add(planned.id().value()));
            }
        }
        assertThat(names).as(what).isEqualTo(dropped.keySet());
        assertThat(files(done)).as("%s: files in done", what).hasSize(dropped.size());

        List<Finding> findings = new ArrayList<>();
        ArchiveVerifier.Report report = archive.verifier().verify(Optional.of(index), findings::add);
        assertThat(findings).as(what).isEmpty();
        assertThat(report.documents()).as(what).isEqualTo(documents.size());
        assertThat(index.size()).as("%s: documents in the index", what).isEqualTo(documents.size());
        System.out.printf("%s: %d files, %s%n", what, dropped.size(), report);
        return report;
    }

    /** Files below the folder that are no notes of ours; the folder itself where the tree changed while it was read. */
    static List<Path> files(Path folder) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of(folder);
        }
    }

    private static List<Batch> batches(Archive archive) {
        List<Batch> all = new ArrayList<>();
        LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
        for (LocalDate day : List.of(today.minusDays(1), today)) {
            Optional<BatchId> after = Optional.empty();
            List<BatchId> page = archive.batches().ofDay(day, after, PAGE);
            while (!page.isEmpty()) {
                page.forEach(id -> all.add(archive.batches().find(id).orElseThrow()));
                after = Optional.of(page.getLast());
                page = archive.batches().ofDay(day, after, PAGE);
            }
        }
        return all;
    }
}
