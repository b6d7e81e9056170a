// Registers the accessibility matcher: expect(element).toBeAccessible().
require('@sa11y/jest').setup();
