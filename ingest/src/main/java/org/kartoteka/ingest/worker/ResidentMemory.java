package org.kartoteka.ingest.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory that a process holds at the moment. Known on Linux only. */
public final class ResidentMemory {
    private ResidentMemory() {}

    /** In bytes; 0 where the system does not tell or the process is gone. */
    static long bytes(long processId) {
        return read(processId, "VmRSS");
    }

    /** The most it ever held, in bytes; 0 where the system does not tell or the process is gone. */
    public static long peakBytes(long processId) {
        return read(processId, "VmHWM");
    }

    private static long read(long processId, String entry) {
        try {
            String status =
                    Files.readString(Path.of("/proc", Long.toString(processId), "status"), StandardCharsets.ISO_8859_1);
            int at = status.indexOf("\n" + entry + ":");
            if (at < 0) {
                return 0;
            }
            long kibibytes = 0;
            for (int i = at + entry.length() + 2; i < status.length() && status.charAt(i) != '\n'; i++) {
                char c = status.charAt(i);
                if (c >= '0' && c <= '9') {
                    kibibytes = kibibytes * 10 + (c - '0');
                }
            }
            return kibibytes << 10;
        } catch (IOException e) {
            return 0;
        }
    }
}
