package org.kartoteka.ingest.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The native libraries of recognition, taken out of their jars into a folder where JNA finds them.
 *
 * <p>No Tesseract needs to be installed. The folder is named after the libraries' content, is written once under another
 * name and then renamed, so any number of processes may start at the same time. The place is the system property {@value
 * #FOLDER_PROPERTY}, or a folder of this user's own below {@code java.io.tmpdir}.
 */
public final class Natives {
    /** System property: the folder below which the libraries are kept. */
    public static final String FOLDER_PROPERTY = "kartoteka.natives";

    private static final Object LOCK = new Object();
    private static volatile boolean loaded;

    /** A library: where it is in its jar, and under which names it must lie in the folder. */
    record Library(String resource, List<String> fileNames) {}

    private Natives() {}

    /**
     * Makes the libraries loadable. To be called before any class of Tess4J or Lept4J is used; calls after the first
     * return at once.
     *
     * @throws UnsupportedOperationException on a platform without libraries
     * @throws UncheckedIOException if the folder cannot be written
     */
    public static void load() {
        if (loaded) {
            return;
        }
        synchronized (LOCK) {
            if (loaded) {
                return;
            }
            Path folder;
            try {
                folder = unpack(parentFolder(), libraries(platform()));
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "cannot unpack the native libraries of recognition; set -D" + FOLDER_PROPERTY
                                + " to a folder this user can write",
                        e);
            }
            System.setProperty("jna.library.path", folder.toString());
            loaded = true;
        }
    }

    static Path parentFolder() {
        String configured = System.getProperty(FOLDER_PROPERTY, "");
        if (!configured.isBlank()) {
            return Path.of(configured);
        }
        String user = System.getProperty("user.name", "user").replaceAll("[^A-Za-z0-9._-]", "_");
        return Path.of(System.getProperty("java.io.tmpdir"), "kartoteka-natives-" + user);
    }

    static String platform() {
        return platform(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    static String platform(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT);
        String arch = osArch.toLowerCase(Locale.ROOT);
        boolean intel = arch.equals("amd64") || arch.equals("x86_64");
        boolean arm = arch.equals("aarch64") || arch.equals("arm64");
        if (os.startsWith("linux") && intel) {
            return "linux-x86_64";
        }
        if (os.startsWith("linux") && arm) {
            return "linux-arm64";
        }
        if (os.startsWith("mac") && arm) {
            return "macosx-arm64";
        }
        if (os.startsWith("windows") && intel) {
            return "windows-x86_64";
        }
        throw new UnsupportedOperationException("no recognition libraries for " + osName + " on " + osArch
                + "; there are some for Linux on x86-64 and arm64, macOS on arm64, and Windows on x86-64");
    }

    static List<Library> libraries(String platform) {
        String tesseract = "/org/bytedeco/tesseract/" + platform + "/";
        String leptonica = "/org/bytedeco/leptonica/" + platform + "/";
        if (platform.startsWith("linux")) {
            return List.of(
                    new Library(tesseract + "libtesseract.so.5.5", List.of("libtesseract.so")),
                    new Library(leptonica + "libleptonica.so.6", List.of("libleptonica.so.6", "libleptonica.so")));
        }
        if (platform.startsWith("macosx")) {
            return List.of(
                    new Library(tesseract + "libtesseract.5.5.dylib", List.of("libtesseract.dylib")),
                    new Library(
                            leptonica + "libleptonica.6.dylib", List.of("libleptonica.6.dylib", "libleptonica.dylib")));
        }
        return List.of(
                new Library(tesseract + "libtesseract55.dll", List.of("libtesseract553.dll")),
                new Library(leptonica + "libleptonica-6.dll", List.of("libleptonica-6.dll", "libleptonica1870.dll")),
                new Library(leptonica + "libgcc_s_seh-1.dll", List.of("libgcc_s_seh-1.dll")),
                new Library(leptonica + "libgomp-1.dll", List.of("libgomp-1.dll")),
                new Library(leptonica + "libstdc++-6.dll", List.of("libstdc++-6.dll")),
                new Library(leptonica + "libwinpthread-1.dll", List.of("libwinpthread-1.dll")));
    }

    /** Returns the folder with the libraries, which are complete in it; several processes may call at once. */
    static Path unpack(Path parent, List<Library> libraries) throws IOException {
        makePrivate(parent);
        Path folder = parent.resolve(version(libraries));
        if (isComplete(folder, libraries)) {
            return folder;
        }
        Path fresh = Files.createTempDirectory(parent, "unpacking-");
        try {
            for (Library library : libraries) {
                copy(library, fresh);
            }
            publish(fresh, folder);
        } finally {
            delete(fresh);
        }
        if (!isComplete(folder, libraries)) {
            throw new IOException("the folder " + folder + " holds other or damaged libraries; delete it");
        }
        return folder;
    }

    private static void publish(Path fresh, Path folder) throws IOException {
        try {
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw e;
        } catch (FileSystemException e) {
            // Another process was faster: its folder is as good as ours, which the caller checks.
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    /** Nobody else may put libraries where this process will load them from. */
    private static void makePrivate(Path parent) throws IOException {
        Files.createDirectories(parent);
        if (!Files.getFileStore(parent).supportsFileAttributeView("posix")) {
            return;
        }
        Path probe = Files.createTempFile(parent, "owner-", ".tmp");
        try {
            if (!Files.getOwner(probe).equals(Files.getOwner(parent, LinkOption.NOFOLLOW_LINKS))) {
                throw new IOException("the folder " + parent + " belongs to another user");
            }
        } finally {
            Files.delete(probe);
        }
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx------"));
    }

    private static void copy(Library library, Path folder) throws IOException {
        String name = library.fileNames().getFirst();
        Path target = folder.resolve(name);
        try (InputStream in = url(library).openStream()) {
            Files.copy(in, target);
        }
        for (String alias : library.fileNames().subList(1, library.fileNames().size())) {
            if (name.endsWith(".dll")) {
                Files.copy(target, folder.resolve(alias));
            } else {
                Files.createSymbolicLink(folder.resolve(alias), Path.of(name));
            }
        }
    }

    private static boolean isComplete(Path folder, List<Library> libraries) throws IOException {
        for (Library library : libraries) {
            for (String name : library.fileNames()) {
                Path file = folder.resolve(name);
                if (!Files.isRegularFile(file) || Files.size(file) != size(library)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static String version(List<Library> libraries) throws IOException {
        CRC32 crc = new CRC32();
        for (Library library : libraries) {
            URLConnection connection = url(library).openConnection();
            long content = connection instanceof JarURLConnection jar
                    ? jar.getJarEntry().getCrc()
                    : 0;
            crc.update((library.resource() + ':' + content + ':' + size(library) + ';')
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return "v1-" + HexFormat.of().toHexDigits((int) crc.getValue());
    }

    private static long size(Library library) throws IOException {
        return url(library).openConnection().getContentLengthLong();
    }

    private static URL url(Library library) throws IOException {
        URL url = Natives.class.getResource(library.resource());
        if (url == null) {
            throw new IOException("the library " + library.resource() + " is not on the class path");
        }
        return url;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
