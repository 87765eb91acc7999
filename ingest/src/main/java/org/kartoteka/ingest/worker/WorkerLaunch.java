package org.kartoteka.ingest.worker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kartoteka.ingest.ReadingSettings;

/**
 * How a worker process is started: its command, its environment and its limits.
 *
 * <p>What the operating system enforces on POSIX systems, by {@code ulimit}: no core dumps (they would hold documents), the
 * size of any one file written, and on Linux the private writable memory. The environment of the service, which may hold
 * secrets, is not passed on. Java's own network is cut off: names do not resolve and connections go to a closed port.
 */
final class WorkerLaunch {
    private static final int SLACK_MEBIBYTES = 512;
    private static final int NICENESS = 5;
    /**
     * Saves the pipe of replies as descriptor 3 and points standard output to standard error. Ctrl-C in a terminal reaches
     * the whole group of processes; only the service heeds it, and ends its workers itself.
     */
    private static final String SHELL = """
            trap '' INT
            ulimit -c 0
            ulimit -f %d
            ulimit -d %d 2>/dev/null
            nice=
            command -v nice >/dev/null && nice='nice -n %d'
            exec $nice "$0" "$@" 3>&1 1>&2
            """;

    private final WorkerSettings settings;
    private final ReadingSettings reading;
    private final Path scratchFolder;
    private final String factory;

    /** @param scratchFolder only for the workers of this pool; what is in it is deleted */
    WorkerLaunch(WorkerSettings settings, ReadingSettings reading, Path scratchFolder, String factory) {
        this.settings = settings;
        this.reading = reading;
        this.scratchFolder = scratchFolder.toAbsolutePath();
        this.factory = factory;
    }

    WorkerSettings settings() {
        return settings;
    }

    WorkerMessage.Open open(long id) {
        return new WorkerMessage.Open(id, factory, reading);
    }

    /** Starts a process with an empty scratch folder of its own. */
    Process start(int slot) throws IOException {
        Path folder = scratchFolder.resolve("worker-" + slot);
        Folders.empty(folder);
        Files.createDirectories(folder);
        Path noHosts = Files.createFile(folder.resolve("hosts"));
        boolean posix = File.separatorChar == '/';
        List<String> command = new ArrayList<>();
        if (posix) {
            command.addAll(List.of("/bin/sh", "-c", shell()));
        }
        command.addAll(java(folder, noHosts));
        if (posix) {
            command.add("/dev/fd/3");
        }
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        setEnvironment(builder.environment(), folder);
        return builder.start();
    }

    private String shell() {
        long fileBytes = 2 * reading.limits().unpackedBytesMax() + (64L << 20);
        long privateMebibytes = (long) settings.residentMebibytesMax() + SLACK_MEBIBYTES;
        return SHELL.formatted(fileBytes / 512, privateMebibytes << 10, NICENESS);
    }

    private List<String> java(Path folder, Path noHosts) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + settings.heapMebibytes() + "m",
                "-Xss1m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:MaxMetaspaceSize=128m",
                "-XX:ReservedCodeCacheSize=64m",
                "-XX:MaxDirectMemorySize=64m",
                "-XX:CICompilerCount=2",
                "-XX:-UsePerfData",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + folder.resolve("fault.log"),
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + folder,
                // Kept from one worker to the next, as unpacking them takes a while.
                "-Dkartoteka.natives=" + scratchFolder.resolve("natives"),
                "-Duser.language=en",
                "-Duser.country=",
                "-Duser.timezone=UTC",
                "-Djdk.net.hosts.file=" + noHosts,
                "-DsocksProxyHost=127.0.0.1",
                "-DsocksProxyPort=9",
                "-Dlogback.configurationFile=org/kartoteka/ingest/worker/logback-worker.xml",
                WorkerMain.class.getName());
    }

    private static void setEnvironment(Map<String, String> environment, Path folder) {
        String systemRoot = environment.getOrDefault("SystemRoot", "");
        environment.clear();
        if (!systemRoot.isEmpty()) {
            environment.put("SystemRoot", systemRoot);
        }
        environment.put("CLASSPATH", classPath());
        environment.put("PATH", "/usr/bin:/bin");
        environment.put("HOME", folder.toString());
        environment.put("TMPDIR", folder.toString());
        // File names are UTF-8, whatever the locale of the service.
        environment.put("LC_ALL", "C.UTF-8");
        // One worker uses one core: native libraries must not start threads of their own.
        environment.put("OMP_THREAD_LIMIT", "1");
        environment.put("MALLOC_ARENA_MAX", "2");
    }

    /** The worker has a working folder of its own, so that relative entries would lead nowhere. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
