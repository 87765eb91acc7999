package org.kartoteka.routes.intake;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over what dead nodes had taken: each claim's folder comes to this node by one rename, so of two nodes that try, one has
 * it. The folder's name is the batch id; what the dead node did under it is found and gone on with. May be repeated at any
 * time.
 */
final class AdoptClaims {
    private static final Logger log = LoggerFactory.getLogger(AdoptClaims.class);

    private final Path takenOfAll;
    private final Path own;
    private final IntakeDuties.Share share;

    AdoptClaims(Path takenOfAll, Path own, IntakeDuties.Share share) {
        this.takenOfAll = takenOfAll;
        this.own = own;
        this.share = share;
    }

    /** How many claims came over. */
    int adopt() throws IOException {
        int count = 0;
        for (Path folder : folders(takenOfAll)) {
            String name = String.valueOf(folder.getFileName());
            if (TakenFolder.batchId(folder).isPresent()) {
                // Left by a service that was alone on this folder before.
                count += take(folder);
            } else if (!name.equals(share.node()) && !share.isAlive().test(name)) {
                for (Path claim : folders(folder)) {
                    count += TakenFolder.batchId(claim).isPresent() ? take(claim) : 0;
                }
                removeEmpty(folder);
            }
        }
        if (count > 0) {
            log.atInfo().addKeyValue("claims", count).log("claims of nodes that ended were taken over");
        }
        return count;
    }

    private int take(Path claim) throws IOException {
        try {
            DurableFiles.rename(claim, own.resolve(claim.getFileName()));
            return 1;
        } catch (NoSuchFileException e) {
            // Another node was quicker.
            return 0;
        }
    }

    private static List<Path> folders(Path folder) throws IOException {
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> stream =
                Files.newDirectoryStream(folder, path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))) {
            stream.forEach(folders::add);
        } catch (NoSuchFileException e) {
            return List.of();
        }
        return folders;
    }

    private static void removeEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            // Something else lies there, or the node has just come back.
        }
    }
}
