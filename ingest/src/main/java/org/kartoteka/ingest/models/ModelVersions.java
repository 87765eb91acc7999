package org.kartoteka.ingest.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Earlier states of what reading decides by: trained models, types and field rules of a models folder. Each is kept under a
 * number and a digest of its files; engine models and training texts are not part of it. Not for several threads or processes
 * at once.
 */
public final class ModelVersions {
    private static final String FOLDER = ".versions";
    private static final String DIGESTS = "digests.txt";
    private static final int DIGEST_LETTERS = 12;
    private static final int VERSIONS_MAX = 9_999;

    private final Path models;

    /** @param models the models folder */
    public ModelVersions(Path models) {
        this.models = models;
    }

    /** Names of what is kept, oldest first, such as {@code 0003-5f2a90c11b7e}. */
    public List<String> all() {
        Path folder = models.resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> versions = Files.list(folder)) {
            return versions.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("\\d{4}-[0-9a-f]{" + DIGEST_LETTERS + "}"))
                    .filter(name -> Files.isRegularFile(folder.resolve(name).resolve(DIGESTS)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list versions of models in " + folder, e);
        }
    }

    /** Keeps the present state; answers its name. A state that is the last one kept is not kept twice. */
    public String keep() {
        Map<String, String> digests = present();
        String suffix = "-" + digestOf(text(digests));
        List<String> all = all();
        if (!all.isEmpty() && all.getLast().endsWith(suffix)) {
            return all.getLast();
        }
        int number = all.isEmpty() ? 1 : Integer.parseInt(all.getLast().substring(0, 4)) + 1;
        if (number > VERSIONS_MAX) {
            throw new IllegalStateException(
                    "there are " + VERSIONS_MAX + " versions of models; remove old ones in " + models.resolve(FOLDER));
        }
        String name = "%04d%s".formatted(number, suffix);
        Path target = models.resolve(FOLDER).resolve(name);
        try {
            // The list of digests comes last: a folder without it is no version.
            for (String file : digests.keySet()) {
                copy(models.resolve(file), target.resolve(file));
            }
            Files.writeString(target.resolve(DIGESTS), text(digests));
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep version " + name + " of models", e);
        }
    }

    /**
     * Brings an earlier state back and writes the manifest anew; the present one is kept first, so that this can be undone.
     *
     * @throws IllegalArgumentException if there is no such version
     * @throws IllegalStateException if a file of it was lost or changed; nothing is touched then
     */
    public void restore(String name) {
        if (!all().contains(name)) {
            throw new IllegalArgumentException(
                    "no version of models is called " + name + "; there are " + String.join(", ", all()));
        }
        Path source = models.resolve(FOLDER).resolve(name);
        try {
            Map<String, String> digests = check(source, name);
            keep();
            for (String file : present().keySet()) {
                if (!digests.containsKey(file)) {
                    Files.delete(models.resolve(file));
                }
            }
            for (String file : digests.keySet()) {
                copy(source.resolve(file), models.resolve(file));
            }
            Manifest.write(models);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot restore version " + name + " of models", e);
        }
    }

    private static Map<String, String> check(Path source, String name) throws IOException {
        Path list = source.resolve(DIGESTS);
        String text = Files.isRegularFile(list) ? Files.readString(list) : "";
        Map<String, String> digests = new TreeMap<>();
        text.lines().forEach(line -> digests.put(line.substring(line.indexOf(' ') + 1), line.split(" ")[0]));
        boolean whole = name.endsWith(digestOf(text));
        for (Map.Entry<String, String> entry : digests.entrySet()) {
            Path file = source.resolve(entry.getKey());
            whole &= Files.isRegularFile(file) && ModelsFolder.sha256(file).equals(entry.getValue());
        }
        if (!whole) {
            throw new IllegalStateException("version " + name + " of models was lost or changed in " + source
                    + "; take another one, or train again");
        }
        return digests;
    }

    /** Digests of the files that make up a state, by name. */
    private Map<String, String> present() {
        Map<String, String> digests = new TreeMap<>();
        List<Path> files = new ArrayList<>();
        try (Stream<Path> top = Files.list(models);
                Stream<Path> rules = Files.list(models.resolve("fields"))) {
            top.filter(path -> path.toString().endsWith(".model") || path.endsWith("types.json"))
                    .forEach(files::add);
            rules.filter(path -> path.toString().endsWith(".json")).forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list models in " + models, e);
        }
        files.forEach(
                file -> digests.put(models.relativize(file).toString().replace('\\', '/'), ModelsFolder.sha256(file)));
        return digests;
    }

    private static String text(Map<String, String> digests) {
        StringBuilder text = new StringBuilder();
        digests.forEach(
                (file, digest) -> text.append(digest).append(' ').append(file).append('\n'));
        return text.toString();
    }

    private static String digestOf(String text) {
        return ModelsFolder.sha256(text.getBytes(StandardCharsets.UTF_8)).substring(0, DIGEST_LETTERS);
    }

    /** In one step, so that a reader never meets half a file. */
    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.toAbsolutePath().getParent());
        Path part = to.resolveSibling(to.getFileName() + ".part");
        Files.copy(from, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
