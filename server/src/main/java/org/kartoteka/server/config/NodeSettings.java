package org.kartoteka.server.config;

import static org.kartoteka.server.config.Limits.between;
import static org.kartoteka.server.config.Limits.oneOf;

import java.util.List;
import org.kartoteka.archive.lease.NodeInstance;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * This node among others.
 *
 * @param name unique in the cluster; a standalone archive needs none
 * @param roles what the node does: {@code api} answers REST and pages, {@code worker} reads, indexes and does the upkeep,
 *     {@code intake} takes files from the inbox, {@code all} is all three
 * @param leaseSeconds a node that was silent for so long counts as dead
 */
public record NodeSettings(
        @DefaultValue("") String name,
        @DefaultValue("all") List<String> roles,
        @DefaultValue("60") int leaseSeconds) {
    private static final List<String> ROLES = List.of("all", "api", "worker", "intake");

    public NodeSettings {
        roles = List.copyOf(roles);
        if (!name.isEmpty() && !NodeInstance.NODE.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "node.name must be made of a-z, 0-9 and -, 40 characters at most, but is '" + name + "'");
        }
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("node.roles must name at least one of " + ROLES);
        }
        roles.forEach(role -> oneOf("node.roles", role, ROLES));
        between("node.lease-seconds", leaseSeconds, 3, 600);
    }

    public boolean isApi() {
        return has("api");
    }

    public boolean isWorker() {
        return has("worker");
    }

    public boolean isIntake() {
        return has("intake");
    }

    private boolean has(String role) {
        return roles.contains(role) || roles.contains("all");
    }
}
