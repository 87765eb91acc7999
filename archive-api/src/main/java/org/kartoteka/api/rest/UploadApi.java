package org.kartoteka.api.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kartoteka.api.ApiSettings;
import org.kartoteka.api.answer.BadRequest;
import org.kartoteka.api.answer.BatchAnswer;
import org.kartoteka.api.answer.BatchAnswers;
import org.kartoteka.archive.batch.Batch;
import org.kartoteka.archive.batch.Intake;
import org.kartoteka.archive.batch.UploadRefused;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.reason.Reason;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Takes files: the same capture as the watched folder. */
@Tag(name = "Batches")
@RestController
@RequestMapping("/api/v1/batches")
final class UploadApi {
    private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final int NAME_LENGTH_MAX = 1_000;
    private static final String SUMMARY = "Hand in a file";
    private static final String DESCRIPTION =
            "The archive answers for the bytes when this returns; they are read afterwards (follow `self`). Sending the same"
                    + " bytes again does no harm: the answer is a duplicate and says of what. As multipart/form-data the file is"
                    + " part `file`; with any other content type the body is the file.";

    private final Intake intake;
    private final BatchAnswers batches;
    private final ApiSettings settings;

    UploadApi(Intake intake, BatchAnswers batches, ApiSettings settings) {
        this.intake = intake;
        this.batches = batches;
        this.settings = settings;
    }

    @Operation(summary = SUMMARY, description = DESCRIPTION)
    @ApiResponse(responseCode = "201", description = "Captured; it waits to be read")
    @ApiResponse(responseCode = "200", description = "The archive has these bytes: `duplicateOf` says where")
    @ApiResponse(responseCode = "413", description = "Larger than this service takes", content = @Content)
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<BatchAnswer> form(
            @RequestParam(name = "file") MultipartFile file,
            @Parameter(description = "How it came; `upload` where nothing is said", example = "fax")
                    @RequestParam(name = "channel", defaultValue = "")
                    String channel,
            @Parameter(description = "ISO 639-1, where it is known", example = "lv")
                    @RequestParam(name = "language", defaultValue = "")
                    String language,
            @Parameter(description = "Document type, where it is known", example = "complaint")
                    @RequestParam(name = "type", defaultValue = "")
                    String type,
            @Parameter(description = "Reference of its case file, where it is known", example = "L-2001-004512")
                    @RequestParam(name = "case", defaultValue = "")
                    String caseReference,
            Locale locale)
            throws IOException {
        Map<String, String> hints = hints(language, type, caseReference);
        Intake.Upload upload = upload(file.getOriginalFilename(), channel, hints);
        try (InputStream bytes = file.getInputStream()) {
            return answer(intake.accept(bytes, upload), locale);
        }
    }

    @Operation(summary = SUMMARY, description = DESCRIPTION)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = "application/octet-stream",
                            schema = @Schema(type = "string", format = "binary")))
    @PostMapping
    ResponseEntity<BatchAnswer> body(
            @Parameter(description = "Name of the file", example = "fax-0117.tif")
                    @RequestParam(name = "name", defaultValue = "")
                    String name,
            @RequestParam(name = "channel", defaultValue = "") String channel,
            @RequestParam(name = "language", defaultValue = "") String language,
            @RequestParam(name = "type", defaultValue = "") String type,
            @RequestParam(name = "case", defaultValue = "") String caseReference,
            Locale locale,
            HttpServletRequest request)
            throws IOException {
        if (request.getContentLengthLong() > settings.uploadSizeBytesMax()) {
            throw new UploadRefused(
                    new Reason(Reason.Code.TOO_LARGE, Map.of("limit", Long.toString(settings.uploadSizeBytesMax()))),
                    null);
        }
        Intake.Upload upload = upload(name, channel, hints(language, type, caseReference));
        return answer(intake.accept(request.getInputStream(), upload), locale);
    }

    private ResponseEntity<BatchAnswer> answer(Batch batch, Locale locale) {
        HttpStatus status = batch.duplicateOf().isPresent() ? HttpStatus.OK : HttpStatus.CREATED;
        return ResponseEntity.status(status)
                .location(URI.create("/api/v1/batches/" + batch.id()))
                .body(batches.answer(batch, locale));
    }

    private static Intake.Upload upload(@Nullable String name, String channel, Map<String, String> hints) {
        String named = name == null || name.isBlank() ? "upload" : name;
        if (named.length() > NAME_LENGTH_MAX) {
            throw new BadRequest("The name of a file may have %d characters at most.".formatted(NAME_LENGTH_MAX));
        }
        return new Intake.Upload(named, channel.isBlank() ? "upload" : word("channel", channel), hints);
    }

    private static Map<String, String> hints(String language, String type, String caseReference) {
        Map<String, String> hints = new HashMap<>();
        if (!language.isBlank()) {
            hints.put("language", word("language", language));
        }
        if (!type.isBlank()) {
            hints.put("type", word("type", type));
        }
        if (!caseReference.isBlank()) {
            hints.put("case", caseReference(caseReference));
        }
        return hints;
    }

    private static String word(String parameter, String value) {
        String word = value.strip().toLowerCase(Locale.ROOT);
        if (!WORD.matcher(word).matches()) {
            throw new BadRequest(
                    "Parameter %s may have letters a to z, digits and dashes, 40 at most.".formatted(parameter));
        }
        return word;
    }

    private static String caseReference(String text) {
        try {
            return CaseReference.parse(text).value();
        } catch (IllegalArgumentException e) {
            throw new BadRequest("Parameter case must be a reference such as L-2001-004512.");
        }
    }
}
