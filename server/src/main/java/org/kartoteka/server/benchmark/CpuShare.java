package org.kartoteka.server.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A share of the machine's processors that processes may use together, and no more: a control group of Linux, of either version.
 * Stands for a machine of its own where nodes and servers are measured on one. Needs the right to make control groups; an empty one
 * stays behind and is used again.
 */
final class CpuShare {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final int PERIOD_MICROSECONDS = 20_000;

    private final Path group;

    private CpuShare(Path group) {
        this.group = group;
    }

    /**
     * @param cores so many processors' worth, such as 0.4
     * @throws IOException if the system does not let us
     */
    static CpuShare of(String name, double cores) throws IOException {
        boolean first = Files.isDirectory(ROOT.resolve("cpu"));
        Path group = Files.createDirectories((first ? ROOT.resolve("cpu") : ROOT).resolve("kartoteka-" + name));
        long quota = Math.round(cores * PERIOD_MICROSECONDS);
        if (first) {
            Files.writeString(group.resolve("cpu.cfs_period_us"), Integer.toString(PERIOD_MICROSECONDS));
            Files.writeString(group.resolve("cpu.cfs_quota_us"), Long.toString(quota));
        } else {
            Files.writeString(group.resolve("cpu.max"), quota + " " + PERIOD_MICROSECONDS);
        }
        return new CpuShare(group);
    }

    /** Holds a process to the share, with all it has started and starts from now on. */
    void hold(long processId) throws IOException {
        join(processId);
        List<ProcessHandle> started = ProcessHandle.of(processId).stream()
                .flatMap(ProcessHandle::descendants)
                .toList();
        for (ProcessHandle child : started) {
            join(child.pid());
        }
    }

    private void join(long processId) throws IOException {
        Files.writeString(group.resolve("cgroup.procs"), Long.toString(processId));
    }
}
