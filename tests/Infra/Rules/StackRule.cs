using System.Collections.Immutable;
using Local.Aws.Declaration;

namespace Tests.Infra.Rules;

/// <summary>
/// A rule over all resources of a type, so that tomorrow's is covered too: a function from the stack to what breaks
/// it, by title.
/// </summary>
internal static class StackRule
{
    /// <summary>The rule holds in the declared stack.</summary>
    public static async Task Holds(string stackName, Func<DeclaredStack, IEnumerable<string>> rule) =>
        Assert.Empty(rule(await Stacks.Load(stackName)));

    /// <summary>The rule finds what was made wrong, and nothing else that it had not found before.</summary>
    /// <param name="broken">What the found title ends with: the resource's logical name.</param>
    public static async Task Finds(
        Func<DeclaredStack, IEnumerable<string>> rule, Func<DeclaredStack, DeclaredStack> change, string broken)
    {
        // Prod: it has everything that dev has, and the customer-managed key.
        var stack = await Stacks.Load("prod");
        var found = rule(change(stack)).Except(rule(stack)).ToList();

        Assert.NotEmpty(found);
        Assert.All(found, title => Assert.EndsWith($"'{broken}'", title, StringComparison.Ordinal));
    }

    /// <summary>The stack with one more resource: tomorrow's, by somebody in a hurry.</summary>
    public static DeclaredStack Plus(
        this DeclaredStack stack, ResourceKind kind, string name, params (string Property, object Value)[] inputs)
    {
        var values = inputs.ToImmutableDictionary(input => input.Property, input => input.Value);
        return stack with
        {
            Resources = stack.Resources.Add(new DeclaredResource(
                kind.Type, name, values, values.SetItem("name", values.GetValueOrDefault("name", name)))
            {
                Kind = kind,
            }),
        };
    }
}
