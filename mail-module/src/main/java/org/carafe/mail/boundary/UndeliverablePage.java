package org.carafe.mail.boundary;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.ZoneId;
import java.util.List;
import org.carafe.core.Application;
import org.carafe.core.CurrentPrincipal;
import org.carafe.core.Flash;
import org.carafe.core.QueryValue;
import org.carafe.core.Redirect;
import org.carafe.mail.MailAdministrator;
import org.carafe.mail.UndeliverableAddresses;
import org.carafe.mail.entity.UndeliverableAddress;
import org.jspecify.annotations.Nullable;

/** Addresses that get no mail, because it came back: an administrator may lift the mark. */
@Named("undeliverable")
@RequestScoped
public class UndeliverablePage {
  private static final int ROWS = 50;

  @Inject UndeliverableAddresses addresses;
  @Inject CurrentPrincipal current;
  @Inject Flash flash;
  @Inject Redirect redirect;

  @Inject
  @QueryValue("q")
  String search;

  @Inject
  @QueryValue("after")
  String after;

  private MailAdministrator administrator;
  private List<UndeliverableAddress> found = List.of();

  @SuppressWarnings("NullAway.Init") // injected, then loaded
  public UndeliverablePage() {}

  @PostConstruct
  void load() {
    administrator = MailAdministrator.signedIn(current);
    found = addresses.find(administrator, search, after, ROWS + 1);
  }

  /** The addresses on this page. */
  public List<Line> getList() {
    ZoneId zone = current.require().zone();
    return found.stream().limit(ROWS).map(address -> new Line(address, zone)).toList();
  }

  /** What is searched for. */
  public String getSearch() {
    return search;
  }

  /** Whether all of them are listed. */
  public boolean isUnfiltered() {
    return search.isBlank() && after.isEmpty();
  }

  /** The first page's URL, empty when this is it. */
  public String getFirst() {
    return after.isEmpty() ? "" : url(null);
  }

  /** The next page's URL, empty when there is none. */
  public String getNext() {
    return found.size() > ROWS ? url(found.get(ROWS - 1).addressKey()) : "";
  }

  private String url(@Nullable String last) {
    return Application.current().urlFor("mail.undeliverable", query(last));
  }

  private @Nullable Object[] query(@Nullable String last) {
    return new @Nullable Object[] {"q", search.isBlank() ? null : search, "after", last};
  }

  /** Sends mail there again. */
  public void lift(String address) {
    addresses.clear(administrator, address);
    flash.success("mail.undeliverable.lifted", address);
    redirect.to("mail.undeliverable", query(after.isEmpty() ? null : after));
  }

  /** An address and why nothing is sent to it. */
  public static final class Line {
    private final UndeliverableAddress address;
    private final ZoneId zone;

    Line(UndeliverableAddress address, ZoneId zone) {
      this.address = address;
      this.zone = zone;
    }

    public String getAddress() {
      return address.address();
    }

    public String getReason() {
      return address.reason();
    }

    public String getSince() {
      return MailLine.told(address.since(), zone);
    }

    /** The mail that was sent there. */
    public String getMailUrl() {
      return Application.current().urlFor("mail.mails", "q", address.address());
    }
  }
}
