package org.carafe.users.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.carafe.core.Application;
import org.carafe.core.CurrentPrincipal;
import org.carafe.core.HttpError;
import org.carafe.core.Principal;
import org.carafe.core.SignedIn;
import org.carafe.core.UnprocessableContent;
import org.carafe.core.web.Exchange;
import org.carafe.mail.MailAllowance;
import org.carafe.users.AddressRefused;
import org.carafe.users.EmailAddresses;
import org.carafe.users.entity.EmailAddress;

/** The signed-in person's account as JSON. */
@Path("account")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AccountResource {
  @Inject EmailAddresses addresses;
  @Inject CurrentPrincipal current;

  /** An account. */
  public record Account(
      long id, String username, String language, String zone, List<Email> emails) {}

  /** One of its addresses. */
  public record Email(long id, String address, boolean confirmed, boolean primary) {
    static Email of(EmailAddress email) {
      return new Email(email.getId(), email.getAddress(), email.isConfirmed(), email.isPrimary());
    }
  }

  /** An address to add. */
  public record NewEmail(@NotBlank String address) {}

  /** The account with its addresses, the primary one first. */
  @GET
  @SignedIn
  public Account account() {
    Principal me = current.require();
    return new Account(
        me.id(),
        me.name(),
        me.locale().toLanguageTag(),
        me.zone().getId(),
        addresses.of(me.id()).stream().map(Email::of).toList());
  }

  /** One of the account's addresses. */
  @GET
  @Path("emails/{id}")
  @SignedIn
  public Email email(@PathParam("id") long id) {
    return addresses.of(current.require().id()).stream()
        .filter(address -> address.getId() == id)
        .findFirst()
        .map(Email::of)
        .orElseThrow(() -> HttpError.notFound("There is no such address."));
  }

  /** Adds an address and mails it a link to confirm it. */
  @POST
  @Path("emails")
  @SignedIn
  @Consumes(MediaType.APPLICATION_JSON)
  public Response add(@NotNull @Valid NewEmail email) {
    try {
      EmailAddress added = addresses.add(current.require().id(), email.address());
      String url =
          Application.current().externalUrlFor("users.AccountResource.email", "id", added.getId());
      return Response.created(URI.create(url)).entity(Email.of(added)).build();
    } catch (AddressRefused refused) {
      throw asProblem(refused);
    }
  }

  private static HttpError asProblem(AddressRefused refused) {
    String sentence = Exchange.require().text(refused.key(), refused.arguments());
    return switch (refused.reason()) {
      case TOO_OFTEN -> HttpError.tooManyRequests(sentence, MailAllowance.WINDOW);
      case TOO_MANY -> HttpError.conflict(sentence);
      default -> new UnprocessableContent("address", sentence);
    };
  }
}
