package org.kartoteka.server.filesystem;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.kartoteka.archive.store.ObjectKey;

/**
 * Lists files in the order of their keys, entering only folders that can hold a wanted key.
 *
 * <p>The sorted names of the last few folders are kept, so that paging through a large folder does not read it again for
 * each page. A folder's names are kept only if it had not changed for {@link #SETTLED_MILLIS} when it was read: within that
 * time a change might leave the folder's time stamp as it is, and a new object must never be overlooked.
 */
final class OrderedListing {
    static final long SETTLED_MILLIS = 2_000;
    private static final int FOLDERS_KEPT_MAX = 8;
    private static final int NAMES_KEPT_MAX = 200_000;
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

    private final Path root;
    private final Map<String, Names> kept = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Names> eldest) {
            return size() > FOLDERS_KEPT_MAX;
        }
    });

    OrderedListing(Path root) {
        this.root = root;
    }

    List<ObjectKey> list(String prefix, String after, int limit) throws IOException {
        Walk walk = new Walk(prefix, after, limit, new ArrayList<>());
        walk.enter(prefix.substring(0, prefix.lastIndexOf('/') + 1));
        return walk.found().stream().map(ObjectKey::new).toList();
    }

    private final class Walk {
        private final String prefix;
        private final String after;
        private final int limit;
        private final List<String> found;

        Walk(String prefix, String after, int limit, List<String> found) {
            this.prefix = prefix;
            this.after = after;
            this.limit = limit;
            this.found = found;
        }

        List<String> found() {
            return found;
        }

        /** @param folder empty for the root, else a path with a slash at its end */
        void enter(String folder) throws IOException {
            List<String> names = names(folder);
            for (int i = start(names, folder); i < names.size() && found.size() < limit; i++) {
                String key = folder + names.get(i);
                boolean isFolder = key.endsWith("/");
                if (isFolder && mayHold(key)) {
                    enter(key);
                } else if (!isFolder && key.startsWith(prefix) && key.compareTo(after) > 0) {
                    found.add(key);
                } else if (!key.startsWith(prefix) && key.compareTo(prefix) > 0 && !prefix.startsWith(key)) {
                    return;
                }
            }
        }

        private boolean mayHold(String folder) {
            boolean fitsPrefix = folder.startsWith(prefix) || prefix.startsWith(folder);
            boolean isBehind = folder.compareTo(after) > 0 || after.startsWith(folder);
            return fitsPrefix && isBehind;
        }

        /** The first name worth looking at; names before it are all too low. */
        private int start(List<String> names, String folder) {
            String floor = prefix.compareTo(after) > 0 ? prefix : after;
            if (!floor.startsWith(folder)) {
                return 0;
            }
            String rest = floor.substring(folder.length());
            int slash = rest.indexOf('/');
            String name = slash < 0 ? rest : rest.substring(0, slash + 1);
            int position = Collections.binarySearch(names, name);
            return position >= 0 ? position : -position - 1;
        }
    }

    /** The names in a folder in the order of their keys; those of folders end with a slash. */
    private List<String> names(String folder) throws IOException {
        Path path = root.resolve(folder);
        try {
            long modifiedMillis = modifiedMillis(path);
            Names known = kept.get(folder);
            if (known != null && known.modifiedMillis() == modifiedMillis) {
                return known.names();
            }
            long readMillis = System.currentTimeMillis();
            List<String> names = read(path);
            boolean settled = readMillis - modifiedMillis > SETTLED_MILLIS;
            if (settled && names.size() <= NAMES_KEPT_MAX && modifiedMillis(path) == modifiedMillis) {
                kept.put(folder, new Names(modifiedMillis, names));
            }
            return names;
        } catch (NoSuchFileException | NotDirectoryException _) {
            return List.of();
        }
    }

    private static long modifiedMillis(Path folder) throws IOException {
        return Files.getLastModifiedTime(folder).toMillis();
    }

    private static List<String> read(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                String name = child.getFileName().toString();
                if (SEGMENT.matcher(name).matches()) {
                    names.add(Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS) ? name + "/" : name);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        Collections.sort(names);
        return names;
    }

    private record Names(long modifiedMillis, List<String> names) {}
}
