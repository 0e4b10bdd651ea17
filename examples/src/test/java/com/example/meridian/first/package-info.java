/** What the page shows first and replaces later. */
@NullMarked
package com.example.meridian.first;

import org.jspecify.annotations.NullMarked;
