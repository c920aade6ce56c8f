package org.carafe.mail;

import java.util.List;
import org.carafe.core.Blueprint;
import org.carafe.core.Registration;
import org.carafe.mail.boundary.BounceHandler;
import org.carafe.mail.boundary.MailCommand;
import org.carafe.mail.boundary.MailStateHandler;
import org.carafe.mail.boundary.UnsubscribeHandler;

/** Declares what mail needs to be configured and who may see it. */
public final class MailBlueprint implements Blueprint {

  /** To see all mail, and to retry and cancel it. */
  public static final String MANAGE = "mail:manage";

  @Override
  public String name() {
    return "mail";
  }

  @Override
  public List<String> requires() {
    return List.of("core");
  }

  @Override
  public void register(Registration app) {
    MailSettings.ALL.forEach(app::setting);
    app.permission(MANAGE);
    app.command(MailCommand.class);
    app.handler("bounces", "POST", "/mail/bounces", BounceHandler.class).anonymous();
    app.page("unsubscribe", "/mail/unsubscribe/{token}", "mail/unsubscribe.xhtml").anonymous();
    app.handler("declined", "POST", "/mail/unsubscribe/{token}", UnsubscribeHandler.class)
        .fromAnywhere()
        .takesFiles() // one click may come as parts (RFC 8058, 3.1)
        .anonymous();
    app.slot("waiting");
    app.page("mails", "/admin/mail", "mail/mails.xhtml")
        .permission(MANAGE)
        .in("admin", 40)
        .icon("mail");
    app.page("mail", "/admin/mail/{id:long}", "mail/mail.xhtml").permission(MANAGE);
    app.page("undeliverable", "/admin/mail/undeliverable", "mail/undeliverable.xhtml")
        .permission(MANAGE);
    app.handler("state", "GET", "/mail/state/{reference}", MailStateHandler.class).anonymous();
  }
}
