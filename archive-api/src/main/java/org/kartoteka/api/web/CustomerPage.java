package org.kartoteka.api.web;

import org.kartoteka.api.answer.Asked;
import org.kartoteka.api.answer.BadRequest;
import org.kartoteka.api.answer.CustomerAnswer;
import org.kartoteka.api.answer.CustomerAnswers;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Everything about one customer on one page. */
@Controller
final class CustomerPage {
    private static final int DOCUMENTS_PER_PAGE = 50;
    private static final int PAGE_MAX = 100;

    private final CustomerAnswers customers;

    CustomerPage(CustomerAnswers customers) {
        this.customers = customers;
    }

    @GetMapping("/customers")
    String customer(
            @RequestParam(name = "number", defaultValue = "") String number,
            @RequestParam(name = "page", defaultValue = "1") int page,
            Model model) {
        Asked.within("page", page, 1, PAGE_MAX);
        model.addAttribute("number", number.strip());
        model.addAttribute("page", page);
        if (number.isBlank()) {
            return "kartoteka/customer";
        }
        try {
            int offset = (page - 1) * DOCUMENTS_PER_PAGE;
            CustomerAnswer customer = customers.answer(number, offset, DOCUMENTS_PER_PAGE);
            model.addAttribute("customer", customer);
            model.addAttribute("hasNext", offset + customer.documents().size() < customer.documentCount());
        } catch (BadRequest e) {
            model.addAttribute("noNumber", true);
        }
        return "kartoteka/customer";
    }
}
