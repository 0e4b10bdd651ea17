/** What the page shows, and the templates that show it. */
@NullMarked
package io.shiponce.page.view;

import org.jspecify.annotations.NullMarked;
