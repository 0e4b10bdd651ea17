/** How the engine works inside. Not exported, not for callers; anything here may change in any version. */
@org.jspecify.annotations.NullMarked
package io.shiponce.internal;
