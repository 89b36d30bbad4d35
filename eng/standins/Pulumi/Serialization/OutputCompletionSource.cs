namespace Pulumi.Serialization;

/// <summary>The source of the value of a resource's output.</summary>
internal interface IOutputCompletionSource
{
    Type TargetType { get; }
    IOutput Output { get; }

    /// <summary>Sets the value; null sets the type's default.</summary>
    void Set(object? value);

    void TrySetException(Exception exception);
}

internal sealed class OutputCompletionSource<T> : IOutputCompletionSource
{
    private readonly TaskCompletionSource<OutputData<T>> _source = new();

    public OutputCompletionSource() => Output = new Output<T>(_source.Task);

    public Type TargetType => typeof(T);
    public IOutput Output { get; }

    public void Set(object? value) => _source.SetResult(new(value is null ? default! : (T)value, IsSecret: false));

    public void TrySetException(Exception exception) => _source.TrySetException(exception);
}

internal static class OutputCompletionSource
{
    /// <summary>Gives an output to each property marked with <see cref="OutputAttribute"/>; a component makes its own
    /// outputs, and gets only its URN.</summary>
    public static ImmutableDictionary<string, IOutputCompletionSource> Initialize(Resource resource)
    {
        var sources = ImmutableDictionary.CreateBuilder<string, IOutputCompletionSource>();
        foreach (var property in resource.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetCustomAttribute<OutputAttribute>() is not { } output
                || (resource is ComponentResource && property.DeclaringType != typeof(Resource)))
            {
                continue;
            }

            var source = (IOutputCompletionSource)Activator.CreateInstance(
                typeof(OutputCompletionSource<>).MakeGenericType(property.PropertyType.GenericTypeArguments[0]))!;

            // a private setter is only seen on the type that declares it
            property.DeclaringType!
                .GetProperty(property.Name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)!
                .GetSetMethod(nonPublic: true)!
                .Invoke(resource, [source.Output]);
            sources.Add(output.Name ?? property.Name, source);
        }

        return sources.ToImmutable();
    }
}
