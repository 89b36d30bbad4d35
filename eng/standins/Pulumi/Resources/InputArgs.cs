namespace Pulumi;

/// <summary>Arguments: the members marked with <see cref="InputAttribute"/>.</summary>
public abstract class InputArgs
{
    private const BindingFlags Instance = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    private protected InputArgs()
    {
    }

    /// <exception cref="ArgumentNullException">A required member has no value.</exception>
    internal ImmutableDictionary<string, object?> ToDictionary()
    {
        var values = ImmutableDictionary.CreateBuilder<string, object?>();
        foreach (var (input, member, value) in Members())
        {
            if (input.IsRequired && value is null)
            {
                throw new ArgumentNullException(
                    member, $"[Input] {GetType().FullName}.{member} is required but was not given a value");
            }

            values.Add(input.Name, input.IsJson && value is InputList<string> list
                ? list.ToOutput().Apply(items => JsonSerializer.Serialize(items))
                : value);
        }

        return values.ToImmutable();
    }

    private IEnumerable<(InputAttribute Input, string Member, object? Value)> Members()
    {
        foreach (var field in GetType().GetFields(Instance))
        {
            if (field.GetCustomAttribute<InputAttribute>() is { } input)
            {
                yield return (input, field.Name, field.GetValue(this));
            }
        }

        foreach (var property in GetType().GetProperties(Instance))
        {
            if (property.GetCustomAttribute<InputAttribute>() is { } input)
            {
                yield return (input, property.Name, property.GetValue(this));
            }
        }
    }
}
