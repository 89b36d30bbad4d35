namespace Pulumi.Serialization;

/// <summary>The source of the value of a resource's output.</summary>
internal interface IOutputCompletionSource
{
    Type TargetType { get; }

    IOutput Output { get; }

    void Set(OutputData<object?> data);

    /// <summary>Sets the default, if there is no value yet.</summary>
    void TrySetDefault(bool isKnown);

    void TrySetException(Exception exception);
}

internal sealed class OutputCompletionSource<T> : IOutputCompletionSource
{
    private readonly TaskCompletionSource<OutputData<T>> _source = new();
    private readonly ImmutableHashSet<Resource> _resources;

    public OutputCompletionSource(Resource resource)
    {
        _resources = [resource];
        Output = new Output<T>(_source.Task);
    }

    public Type TargetType => typeof(T);

    public IOutput Output { get; }

    public void Set(OutputData<object?> data)
        => _source.SetResult(
            data.As(data.Value is null ? default! : (T)data.Value) with { Resources = _resources });

    public void TrySetDefault(bool isKnown) => _source.TrySetResult(new(_resources, default!, isKnown, false));

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
            if (property.GetCustomAttribute<OutputAttribute>() is not { } output)
            {
                continue;
            }

            if (resource is ComponentResource && property.DeclaringType != typeof(Resource))
            {
                continue;
            }

            var type = property.PropertyType;
            if (!type.IsConstructedGenericType || type.GetGenericTypeDefinition() != typeof(Output<>))
            {
                throw RunException.OutputsHaveIncorrectType([output.Name!]);
            }

            // a private setter is only seen on the type that declares it
            var name = $"[Output] {resource.GetType().FullName}.{property.Name}";
            var setter = property.DeclaringType!
                .GetProperty(property.Name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)!
                .GetSetMethod(nonPublic: true)
                ?? throw new InvalidOperationException($"{name} did not have a 'set' method");

            var valueType = type.GenericTypeArguments[0];
            OutputTypes.Check(name, valueType, []);
            var source = (IOutputCompletionSource)Activator.CreateInstance(
                typeof(OutputCompletionSource<>).MakeGenericType(valueType), resource)!;
            setter.Invoke(resource, [source.Output]);
            sources.Add(output.Name ?? property.Name, source);
        }

        return sources.ToImmutable();
    }
}
