namespace Tests.Support;

internal static class StackChanges
{
    public static DeclaredStack With(
        this DeclaredStack stack, string type, string name, Func<DeclaredResource, DeclaredResource> change)
    {
        var found = stack.Resource(type, name);
        return stack with { Resources = stack.Resources.Replace(found, change(found)) };
    }

    public static DeclaredStack Without(this DeclaredStack stack, string type, string name) =>
        stack with { Resources = stack.Resources.Remove(stack.Resource(type, name)) };

    public static DeclaredStack Plus(
        this DeclaredStack stack, string type, string name, params (string Property, object Value)[] inputs)
    {
        var values = inputs.ToImmutableDictionary(input => input.Property, input => input.Value);
        return stack with
        {
            Resources = stack.Resources.Add(new DeclaredResource(
                type, name, values, values.SetItem("name", values.GetValueOrDefault("name", name)))
            {
                Kind = stack.OfType(type).First().Kind,
            }),
        };
    }

    /// <summary>The resource with another value at a path; an element of a list has its index as its name.</summary>
    public static DeclaredResource Set(this DeclaredResource resource, string path, object? value) =>
        resource.Change(path, _ => value);

    /// <summary>The resource with the value at a path changed; null removes the value.</summary>
    public static DeclaredResource Change(this DeclaredResource resource, string path, Func<object?, object?> change)
    {
        var steps = path.Split('/');
        return resource with
        {
            Inputs = (ImmutableDictionary<string, object>)Changed(resource.Inputs, steps, change)!,
            State = (ImmutableDictionary<string, object>)Changed(resource.State, steps, change)!,
        };
    }

    /// <summary>The resource with a part of the text at a path replaced; the part must be there.</summary>
    public static DeclaredResource Replace(this DeclaredResource resource, string path, string old, string text) =>
        resource.Change(path, value =>
        {
            Assert.Contains(old, (string?)value, StringComparison.Ordinal);
            return ((string?)value)!.Replace(old, text, StringComparison.Ordinal);
        });

    private static DeclaredResource Resource(this DeclaredStack stack, string type, string name) =>
        Assert.Single(
            stack.Resources, found => found.Type == type && (found.OptionalText("name") ?? found.Name) == name);

    private static object? Changed(object? value, ReadOnlySpan<string> steps, Func<object?, object?> change)
    {
        if (steps.IsEmpty)
        {
            return change(value);
        }

        if (value is ImmutableArray<object> list)
        {
            var index = int.Parse(steps[0], CultureInfo.InvariantCulture);
            return list.SetItem(index, Changed(list[index], steps[1..], change)!);
        }

        var map = (ImmutableDictionary<string, object>)value!;
        return Changed(map.GetValueOrDefault(steps[0]), steps[1..], change) is { } changed
            ? map.SetItem(steps[0], changed)
            : map.Remove(steps[0]);
    }
}
