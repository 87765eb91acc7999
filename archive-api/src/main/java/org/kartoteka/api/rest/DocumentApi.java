package org.kartoteka.api.rest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.kartoteka.api.answer.Asked;
import org.kartoteka.api.answer.DocumentAnswer;
import org.kartoteka.api.answer.DocumentAnswers;
import org.kartoteka.api.answer.DocumentAnswers.Found;
import org.kartoteka.api.answer.EventAnswer;
import org.kartoteka.api.answer.HitPlace;
import org.kartoteka.api.answer.NearDuplicateAnswer;
import org.kartoteka.api.answer.NotThere;
import org.kartoteka.api.answer.PageAnswer;
import org.kartoteka.api.answer.SearchAnswers;
import org.kartoteka.api.answer.SearchAsked;
import org.kartoteka.archive.event.ChainId;
import org.kartoteka.archive.event.EventLog;
import org.kartoteka.archive.rendition.PageText;
import org.kartoteka.archive.rendition.RenditionRef;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Documents: what was understood of them, their pages, and their bytes. */
@Tag(name = "Documents", description = "What was understood of documents, their pages, and their bytes")
@RestController
@RequestMapping("/api/v1/documents/{document}")
final class DocumentApi {
    private final DocumentAnswers documents;
    private final SearchAnswers search;
    private final EventLog events;
    private final Downloads downloads;

    DocumentApi(DocumentAnswers documents, SearchAnswers search, EventLog events, Downloads downloads) {
        this.documents = documents;
        this.search = search;
        this.events = events;
        this.downloads = downloads;
    }

    @Operation(
            summary = "Read a document",
            description =
                    "State, type with the words that decided, fields with their places, case files, provenance, and"
                            + " `nearDuplicates`: documents that seem to be the same sheets, scanned again.")
    @GetMapping
    ResponseEntity<DocumentAnswer> read(@PathVariable("document") String document) {
        DocumentAnswer answer = documents.answer(find(document));
        return ResponseEntity.ok().eTag(etag(answer)).body(answer);
    }

    @Operation(
            summary = "Download the original",
            description =
                    "The bytes as received, or the component of a mail that the document is. Takes one `Range`; the ETag"
                            + " is their SHA-256. Always an attachment.")
    @ApiResponse(responseCode = "200", description = "All bytes")
    @ApiResponse(responseCode = "206", description = "The range asked for")
    @ApiResponse(responseCode = "416", description = "The range begins behind the end")
    @GetMapping(path = "/original", produces = "application/octet-stream")
    void original(@PathVariable("document") String document, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Found found = find(document);
        RenditionRef original = found.reading().original();
        String name = found.arrival().fileName();
        String saved = found.document().part() == 0 ? name : componentName(name, found, original);
        downloads.save(original, saved, request, response);
    }

    @Operation(
            summary = "Download the original with the even pages",
            description =
                    "Of a document that was scanned in two passes; all others have one original. The bytes as received. Takes"
                            + " one `Range`; the ETag is their SHA-256. Always an attachment.")
    @ApiResponse(responseCode = "200", description = "All bytes")
    @ApiResponse(responseCode = "206", description = "The range asked for")
    @ApiResponse(responseCode = "416", description = "The range begins behind the end")
    @GetMapping(path = "/other-original", produces = "application/octet-stream")
    void otherOriginal(
            @PathVariable("document") String document, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Found found = find(document);
        RenditionRef other = found.reading().otherOriginal();
        if (other == null) {
            throw new NotThere("The document came in one file.");
        }
        downloads.save(other, documents.otherFileName(found), request, response);
    }

    @Operation(
            summary = "Download the searchable PDF",
            description = "The page images untouched, with the recognised words behind them. Takes one `Range`.")
    @ApiResponse(responseCode = "200", description = "All bytes")
    @ApiResponse(responseCode = "206", description = "The range asked for")
    @ApiResponse(responseCode = "416", description = "The range begins behind the end")
    @GetMapping(path = "/searchable.pdf", produces = "application/pdf")
    void searchablePdf(
            @PathVariable("document") String document, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Found found = find(document);
        RenditionRef pdf = found.reading()
                .searchablePdf()
                .orElseThrow(() -> new NotThere("No searchable PDF could be made of this document."));
        downloads.save(pdf, FileNames.withExtension(found.arrival().fileName(), ".pdf"), request, response);
    }

    @Operation(
            summary = "Download the text",
            description = "The text of all pages, as UTF-8; pages are parted by a form feed.")
    @ApiResponse(responseCode = "200", description = "The text")
    @GetMapping(path = "/text", produces = "text/plain")
    void text(@PathVariable("document") String document, HttpServletResponse response) throws IOException {
        Found found = find(document);
        String name = FileNames.withExtension(found.arrival().fileName(), ".txt");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, FileNames.attachment(name));
        response.setContentType("text/plain;charset=UTF-8");
        Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
        for (int page = 1; page <= found.reading().pages().size(); page++) {
            out.write(page == 1 ? "" : "\f");
            out.write(documents.page(found, page).text());
        }
        out.flush();
    }

    @Operation(
            summary = "Show a page",
            description = "The upright image of the page, as the boxes of its words mean it.")
    @ApiResponse(responseCode = "200", description = "A PNG or JPEG image")
    @GetMapping(
            path = "/pages/{page}/image",
            produces = {"image/png", "image/jpeg"})
    void image(
            @PathVariable("document") String document,
            @Parameter(description = "From 1", example = "1") @PathVariable("page") int page,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        RenditionRef image = documents
                .page(find(document), page)
                .image()
                .orElseThrow(() -> new NotThere("There is no image of this page."));
        downloads.show(image, request, response);
    }

    @Operation(summary = "Read a page", description = "Its text, and every word with its box and confidence.")
    @GetMapping("/pages/{page}/text")
    PageAnswer page(
            @PathVariable("document") String document,
            @Parameter(description = "From 1", example = "1") @PathVariable("page") int page,
            Locale locale) {
        return documents.answer(documents.page(find(document), page), page, locale);
    }

    @Operation(
            summary = "Find the words of a page that match",
            description = "The same words that a search for `q` marks, with their boxes on the page image.")
    @GetMapping("/pages/{page}/hits")
    List<HitPlace> hits(
            @PathVariable("document") String document,
            @Parameter(description = "From 1", example = "1") @PathVariable("page") int page,
            @Parameter(description = "As for a search", example = "rēķins") @RequestParam(name = "q", defaultValue = "")
                    String typed) {
        PageText text = documents.page(find(document), page);
        return search.locate(SearchAsked.of(typed).query(0, 0), text);
    }

    @Operation(summary = "Read the history of a document", description = "Its chain of events, oldest first.")
    @GetMapping("/events")
    List<EventAnswer> events(@PathVariable("document") String document) {
        Found found = find(document);
        return events
                .read(new ChainId(ChainId.Kind.DOCUMENT, found.document().id().value()))
                .stream()
                .map(EventAnswer::of)
                .toList();
    }

    /** Another document may arrive that is like this one: then the version alone does not say what the answer holds. */
    static String etag(DocumentAnswer answer) {
        List<NearDuplicateAnswer> near = answer.nearDuplicates();
        String version = "v" + answer.version();
        return near == null || near.isEmpty() ? version : version + "-" + Integer.toHexString(near.hashCode());
    }

    private Found find(String document) {
        return documents.find(Asked.document(document));
    }

    /** A component has lost its own name; it is named after the file that held it. */
    private static String componentName(String name, Found found, RenditionRef component) {
        String extension = switch (component.mediaType()) {
            case "application/pdf" -> ".pdf";
            case "image/tiff" -> ".tif";
            case "image/jpeg" -> ".jpg";
            case "image/png" -> ".png";
            case "text/plain" -> ".txt";
            case "message/rfc822" -> ".eml";
            case "application/vnd.openxmlformats-officedocument.wordprocessingml.document" -> ".docx";
            default -> ".bin";
        };
        return FileNames.withExtension(name, "-" + found.document().part() + extension);
    }
}
