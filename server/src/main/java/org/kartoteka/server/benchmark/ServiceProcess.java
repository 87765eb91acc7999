package org.kartoteka.server.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The service in a process of its own, on a data folder; may be killed at any moment. */
public final class ServiceProcess implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofMinutes(3);
    private final Process process;
    private final Path data;
    private final Path output;

    private ServiceProcess(Process process, Path data, Path output) {
        this.process = process;
        this.data = data;
        this.output = output;
    }

    /** Writes settings with a free port, and what else is given as {@code key=value}. */
    public static void prepare(Path data, String... furtherSettings) throws IOException {
        Files.createDirectories(data);
        List<String> settings = new ArrayList<>(List.of("web.port=0"));
        settings.addAll(List.of(furtherSettings));
        Files.write(data.resolve("kartoteka.properties"), settings);
    }

    /** Starts the process and returns at once. */
    public static ServiceProcess launch(Path data) throws IOException {
        Path output = data.resolveSibling(data.getFileName() + "-output.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home", ""), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dkartoteka.root=" + root()));
        // As the launcher starts it, where the launcher told where its prepared classes are.
        Optional.ofNullable(System.getProperty("kartoteka.aot"))
                .ifPresent(cache -> command.add("-XX:AOTCache=" + cache));
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.real.class.path", System.getProperty("java.class.path", "")),
                "org.kartoteka.server.Main",
                "start",
                "--data",
                data.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
        return new ServiceProcess(process, data, output);
    }

    public static Path root() {
        return Path.of(System.getProperty("kartoteka.root", ".."))
                .toAbsolutePath()
                .normalize();
    }

    public Path data() {
        return data;
    }

    public Path inbox() {
        return data.resolve("inbox");
    }

    public long pid() {
        return process.pid();
    }

    /** Processor time used so far by it and by its children that live, in seconds. */
    public double cpuSeconds() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                        .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
                        .mapToLong(Duration::toMillis)
                        .sum()
                / 1000.0;
    }

    /** Waits until the service says where it listens; returns its port. */
    public int awaitReady() {
        Path portFile = data.resolve("work/port");
        await("the service to start", START_MAX, () -> Files.exists(portFile) && saysRunning());
        try {
            return Integer.parseInt(Files.readString(portFile).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean saysRunning() {
        return tail().contains("Kartoteka is running");
    }

    /** Waits until the condition holds or fails with the process's last words. */
    public void await(String what, Duration max, BooleanSupplier condition) {
        long deadline = System.nanoTime() + max.toNanos();
        while (!condition.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the service ended while waiting for " + what + ":\n" + tail());
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("waited " + max + " for " + what + ":\n" + tail());
            }
            runFor(Duration.ofMillis(100));
        }
    }

    /** Lets the process run on for a while, or until it ends. */
    public void runFor(Duration duration) {
        try {
            process.waitFor(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** {@code kill -9}, and nothing more: its children must notice by themselves. */
    public void kill() {
        process.destroyForcibly();
        runFor(Duration.ofSeconds(10));
        deletePort();
    }

    /** Asks it to stop and waits until it did. */
    public int stop() {
        process.destroy();
        runFor(Duration.ofSeconds(60));
        deletePort();
        if (process.isAlive()) {
            throw new IllegalStateException("the service did not stop within a minute:\n" + tail());
        }
        return process.exitValue();
    }

    private void deletePort() {
        try {
            Files.deleteIfExists(data.resolve("work/port"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it printed lately. */
    public String tail() {
        try {
            String all = Files.readString(output);
            return all.substring(Math.max(0, all.length() - 4000));
        } catch (IOException e) {
            return "(no output: " + e + ")";
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
