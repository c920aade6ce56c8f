package org.carafe.dev;

import java.util.List;
import org.carafe.core.Blueprint;
import org.carafe.core.Registration;
import org.carafe.dev.boundary.Attachment;
import org.carafe.dev.boundary.MailNews;
import org.carafe.dev.boundary.MessageHtml;
import org.carafe.dev.boundary.MessageSource;
import org.carafe.dev.boundary.PreviewHtml;
import org.carafe.dev.control.InboxFolder;
import org.carafe.dev.debug.DebugRoutes;

/** The pages that only developers see; this module is never in the production WAR. */
public final class DevBlueprint implements Blueprint {

  @Override
  public String name() {
    return "dev";
  }

  @Override
  public List<String> requires() {
    return List.of("web", "mail");
  }

  @Override
  public void register(Registration app) {
    app.page("ui", "/dev/ui", "dev/ui.xhtml").anonymous();
    app.page("mail", "/dev/mail", "dev/mail.xhtml").anonymous();
    app.handler("mailNews", "GET", "/dev/mail/news", MailNews.class).anonymous();
    app.page("message", "/dev/mail/{id}", "dev/message.xhtml").anonymous();
    app.handler("messageHtml", "GET", "/dev/mail/{id}/html", MessageHtml.class).anonymous();
    app.handler("messageSource", "GET", "/dev/mail/{id}/source", MessageSource.class).anonymous();
    app.handler("attachment", "GET", "/dev/mail/{id}/attachments/{n:long}", Attachment.class)
        .anonymous();
    app.page("previews", "/dev/mail/previews", "dev/previews.xhtml").anonymous();
    app.page("preview", "/dev/mail/previews/{template}", "dev/preview.xhtml").anonymous();
    app.handler("previewHtml", "GET", "/dev/mail/previews/{template}/html", PreviewHtml.class)
        .anonymous();
    app.panel("mail.waiting", "dev/inbox-link.xhtml", null, 10);
    app.setting(InboxFolder.FOLDER);
    DebugRoutes.declare(app);
  }
}
