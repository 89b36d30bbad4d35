namespace Tests.Support;

/// <summary>A rule over all resources of a type, future ones included: a function from the stack to the titles of the
/// resources that break it.</summary>
internal static class StackRule
{
    public static async Task Holds(string stackName, Func<DeclaredStack, IEnumerable<string>> rule) =>
        Assert.Empty(rule(await Stacks.Load(stackName)));

    /// <summary>The rule finds the broken resource, and no other that it did not find before.</summary>
    /// <param name="broken">The end of the found title: the resource's logical name.</param>
    public static async Task Finds(
        Func<DeclaredStack, IEnumerable<string>> rule, Func<DeclaredStack, DeclaredStack> change, string broken)
    {
        // Prod has everything that dev has, and the customer-managed key.
        var stack = await Stacks.Load("prod");
        var found = rule(change(stack)).Except(rule(stack)).ToList();

        Assert.NotEmpty(found);
        Assert.All(found, title => Assert.EndsWith($"'{broken}'", title, StringComparison.Ordinal));
    }
}
