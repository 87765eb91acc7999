package org.kartoteka.server.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Nodes of one archive as processes of their own on this machine, over servers that are given. */
public final class NodeProcesses implements AutoCloseable {
    private final Path folder;
    private final List<String> servers;
    private final Map<String, ServiceProcess> nodes = new LinkedHashMap<>();

    /**
     * @param servers where store, search and broker are, as lines of a settings file
     */
    public NodeProcesses(Path folder, List<String> servers) {
        this.folder = folder;
        this.servers = List.copyOf(servers);
    }

    /** Starts a node and returns at once; its intake folder is the one all share. */
    public ServiceProcess launch(String name, String roles, String... furtherSettings) throws IOException {
        Path data = folder.resolve(name);
        List<String> settings = new ArrayList<>(servers);
        settings.addAll(List.of(
                "profile=clustered",
                "node.name=" + name,
                "node.roles=" + roles,
                "node.lease-seconds=15",
                "broker.reconnect-milliseconds=300",
                "intake.stable-milliseconds=300",
                "intake.incomplete-seconds=3",
                "intake.empty-seconds=1"));
        if (roles.contains("intake") || roles.equals("all")) {
            settings.add("intake.folder=" + shared());
        }
        settings.addAll(List.of(furtherSettings));
        ServiceProcess.prepare(data, settings.toArray(String[]::new));
        ServiceProcess node = ServiceProcess.launch(data);
        nodes.put(name, node);
        return node;
    }

    public ServiceProcess node(String name) {
        ServiceProcess node = nodes.get(name);
        if (node == null) {
            throw new IllegalArgumentException("there is no node " + name);
        }
        return node;
    }

    /** Where inbox, taken, done and refused are. */
    public Path shared() {
        return folder.resolve("share");
    }

    /** Puts a file into the inbox as people do who know how: under a hidden name first. */
    public void drop(Path scan, String name) throws IOException {
        Path target = shared().resolve("inbox/post").resolve(name);
        Files.createDirectories(target.getParent());
        Path hidden = target.resolveSibling("." + name + ".part");
        Files.copy(scan, hidden);
        Files.move(hidden, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** What every node printed and logged last, for the message of a failure. */
    public String lastWords() {
        StringBuilder words = new StringBuilder();
        nodes.forEach((name, node) -> words.append("--- ")
                .append(name)
                .append('\n')
                .append(node.tail())
                .append('\n')
                .append(log(name))
                .append('\n'));
        return words.toString();
    }

    private String log(String name) {
        try {
            String log = Files.readString(folder.resolve(name).resolve("logs/kartoteka.log"));
            return log.substring(Math.max(0, log.length() - 6_000));
        } catch (IOException e) {
            return "(no log: " + e + ")";
        }
    }

    @Override
    public void close() {
        nodes.values().forEach(ServiceProcess::close);
    }
}
