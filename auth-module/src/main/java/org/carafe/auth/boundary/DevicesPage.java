package org.carafe.auth.boundary;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.carafe.auth.Devices;
import org.carafe.auth.control.Browser;
import org.carafe.auth.entity.Session;
import org.carafe.core.CurrentPrincipal;
import org.carafe.core.Flash;
import org.carafe.core.Principal;
import org.carafe.core.Redirect;
import org.carafe.core.signing.SecretToken;
import org.carafe.core.text.MomentFormat;
import org.carafe.core.web.Exchange;
import org.jspecify.annotations.Nullable;

/** The page that lists where a person is signed in. */
@Named("devices")
@RequestScoped
public class DevicesPage {
  @Inject Devices devices;
  @Inject CurrentPrincipal current;
  @Inject Flash flash;
  @Inject Redirect redirect;

  private @Nullable List<Row> list;

  /** A device as the page shows it. */
  public record Row(long id, String name, String signedIn, boolean here) {}

  /** The devices, this one first and then the latest, as many as are listed. */
  public List<Row> getList() {
    if (list == null) {
      Principal me = current.require();
      list = devices.of(me.id(), mine()).stream().map(session -> row(session, me)).toList();
    }
    return list;
  }

  /** How many there are; of more than are listed only that they are the latest. */
  public String getCount() {
    int listed = getList().size();
    return Exchange.require()
        .text(listed < Devices.MOST ? "auth.devices.count" : "auth.devices.latest", listed);
  }

  private static Row row(Session session, Principal me) {
    Exchange exchange = Exchange.require();
    Browser browser = Browser.of(session.getUserAgent());
    String name =
        browser.name().isEmpty() || browser.system().isEmpty()
            ? exchange.text("auth.devices.unknown")
            : exchange.text("auth.devices.name", browser.name(), browser.system());
    String signedIn =
        exchange.text(
            "auth.devices.signedIn",
            session.getClient(),
            MomentFormat.of(me.locale(), me.zone()).format(session.getCreatedAt()));
    return new Row(session.getId(), name, signedIn, session.isOf(mine()));
  }

  private static SecretToken mine() {
    return new SecretToken(Exchange.require().sessionToken().orElseThrow());
  }

  /** Signs out there. */
  public void signOut(long id) {
    devices.signOut(current.require().id(), id);
    flash.success("auth.devices.done");
    redirect.to("auth.devices");
  }

  /** Signs out everywhere but here. */
  public void signOutOthers() {
    int ended = devices.signOutOthers(current.require().id(), mine());
    flash.success(ended == 0 ? "auth.devices.noOthers" : "auth.devices.othersDone");
    redirect.to("auth.devices");
  }
}
