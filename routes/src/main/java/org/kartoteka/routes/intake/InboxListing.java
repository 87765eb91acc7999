package org.kartoteka.routes.intake;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What lies in the inbox at one moment: every entry with its kind, but for litter, never following a link. */
record InboxListing(List<Entry> entries) {
    private static final Set<String> LITTER_NAMES = Set.of(
            "thumbs.db",
            "desktop.ini",
            ".ds_store",
            ".spotlight-v100",
            ".trashes",
            ".fseventsd",
            "__macosx",
            "@eadir",
            "#recycle");
    private static final Set<String> TEMPORARY_ENDINGS =
            Set.of(".part", ".tmp", ".temp", ".partial", ".filepart", ".crdownload");

    /** What an entry is, before looking into it. */
    enum Kind {
        FILE,
        SYMBOLIC_LINK,
        SPECIAL,
        /** Left by a file manager; nobody means it to be archived. */
        LITTER,
        TEMPORARY,
        SIDECAR_ALONE,
        TOO_DEEP,
        CLOSED_FOLDER
    }

    /**
     * @param isSidecarOf the file it describes, where that is there
     * @param sidecar the file that describes it, where that is there
     */
    record Entry(
            Path path,
            Path folder,
            Kind kind,
            BasicFileAttributes attributes,
            Optional<Path> isSidecarOf,
            Optional<Path> sidecar) {}

    static InboxListing of(Path inbox, IntakeSettings.Limits limits) {
        List<Entry> entries = new ArrayList<>();
        List<Entry> temporary = new ArrayList<>();
        list(inbox, 0, limits, entries, temporary);
        entries.addAll(temporary);
        return new InboxListing(entries);
    }

    /** Temporary names are kept apart, so that any number of them keeps no file from being found. */
    private static void list(
            Path folder, int depth, IntakeSettings.Limits limits, List<Entry> entries, List<Entry> temporary) {
        List<Entry> here = new ArrayList<>();
        List<Path> deeper = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            for (Path path : stream) {
                if (entries.size() + here.size() >= limits.entries()) {
                    break;
                }
                Optional<BasicFileAttributes> attributes = attributes(path);
                Optional<Kind> byName = kindByName(path);
                if (attributes.isEmpty() || byName.filter(Kind.LITTER::equals).isPresent()) {
                    continue;
                }
                if (byName.isPresent()) {
                    if (temporary.size() < limits.entries()) {
                        temporary.add(entry(folder, path, byName.get(), attributes.get()));
                    }
                } else if (attributes.get().isDirectory() && depth < limits.folderDepth()) {
                    deeper.add(path);
                } else {
                    here.add(entry(folder, path, kind(attributes.get()), attributes.get()));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            attributes(folder).ifPresent(attributes -> entries.add(closed(folder, depth, attributes)));
        }
        entries.addAll(paired(here));
        for (Path path : deeper) {
            list(path, depth + 1, limits, entries, temporary);
        }
    }

    private static Entry entry(Path folder, Path path, Kind kind, BasicFileAttributes attributes) {
        return new Entry(path, folder, kind, attributes, Optional.empty(), Optional.empty());
    }

    private static Entry closed(Path folder, int depth, BasicFileAttributes attributes) {
        Path parent = folder.getParent();
        return new Entry(
                folder,
                parent == null || depth == 0 ? folder : parent,
                Kind.CLOSED_FOLDER,
                attributes,
                Optional.empty(),
                Optional.empty());
    }

    private static Kind kind(BasicFileAttributes attributes) {
        if (attributes.isSymbolicLink()) {
            return Kind.SYMBOLIC_LINK;
        }
        if (attributes.isDirectory()) {
            return Kind.TOO_DEEP;
        }
        return attributes.isRegularFile() ? Kind.FILE : Kind.SPECIAL;
    }

    private static Optional<Kind> kindByName(Path path) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        if (LITTER_NAMES.contains(name)) {
            return Optional.of(Kind.LITTER);
        }
        boolean temporary = name.startsWith(".")
                || name.startsWith("~$")
                || TEMPORARY_ENDINGS.stream().anyMatch(name::endsWith);
        return temporary ? Optional.of(Kind.TEMPORARY) : Optional.empty();
    }

    /**
     * Finds for {@code scan.pdf} its sidecar {@code scan.pdf.json}. Without {@code scan.pdf} that is a sidecar alone, while
     * {@code notes.json} is a file like any other.
     */
    private static List<Entry> paired(List<Entry> here) {
        Map<String, Path> files = new HashMap<>();
        for (Entry entry : here) {
            if (entry.kind() == Kind.FILE) {
                files.put(FileNames.key(FileNames.bytes(entry.path())), entry.path());
            }
        }
        List<Entry> result = new ArrayList<>();
        for (Entry entry : here) {
            if (entry.kind() != Kind.FILE) {
                result.add(entry);
                continue;
            }
            String name = FileNames.key(FileNames.bytes(entry.path()));
            boolean json = name.toLowerCase(Locale.ROOT).endsWith(".json");
            String described = json ? name.substring(0, name.length() - ".json".length()) : "";
            Optional<Path> describes = Optional.ofNullable(json ? files.get(described) : null);
            boolean alone = describes.isEmpty() && described.lastIndexOf('.') > 0;
            result.add(new Entry(
                    entry.path(),
                    entry.folder(),
                    alone ? Kind.SIDECAR_ALONE : Kind.FILE,
                    entry.attributes(),
                    describes,
                    Optional.ofNullable(files.get(name + ".json"))));
        }
        return result;
    }

    private static Optional<BasicFileAttributes> attributes(Path path) {
        try {
            return Optional.of(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
