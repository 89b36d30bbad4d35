using System.Runtime.InteropServices;

namespace Pulumi.Serialization;

/// <summary>Reads a provider's answer into the type of an output.</summary>
internal static class OutputReader
{
    private const BindingFlags AllInstance = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    /// <exception cref="NotSupportedException">The value has another type, or nothing has read this type so
    /// far.</exception>
    public static object? Read(string context, object? value, Type type) => value switch
    {
        null => null,
        ImmutableDictionary<string, object?> map when type == typeof(ImmutableDictionary<string, string>) =>
            map.ToImmutableDictionary(pair => pair.Key, pair => (string)pair.Value!),
        ImmutableDictionary<string, object?> map when type.IsDefined(typeof(OutputTypeAttribute)) =>
            ReadOutputType(map, type),
        ImmutableArray<object?> list when type.IsGenericType
            && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)
            && type.GenericTypeArguments[0].IsDefined(typeof(OutputTypeAttribute)) => ReadList(context, list, type),
        _ when type.IsInstanceOfType(value) || Nullable.GetUnderlyingType(type)?.IsInstanceOfType(value) is true =>
            value,
        _ => throw new NotSupportedException(
            $"The stand-in for Pulumi reads no {type} from {value.GetType()}, since nothing did so far:\n\t{context}"),
    };

    private static object ReadList(string context, ImmutableArray<object?> list, Type type)
    {
        var items = Array.CreateInstance(type.GenericTypeArguments[0], list.Length);
        for (var index = 0; index < list.Length; index++)
        {
            items.SetValue(Read($"{context}[{index}]", list[index], type.GenericTypeArguments[0]), index);
        }

        return typeof(ImmutableCollectionsMarshal).GetMethod(nameof(ImmutableCollectionsMarshal.AsImmutableArray))!
            .MakeGenericMethod(type.GenericTypeArguments[0])
            .Invoke(null, [items])!;
    }

    private static object ReadOutputType(ImmutableDictionary<string, object?> map, Type type)
    {
        var constructor = type.GetConstructors(AllInstance)
            .Single(constructor => constructor.IsDefined(typeof(OutputConstructorAttribute)));
        var arguments = constructor.GetParameters().Select(parameter => Read(
            $"{type.FullName}({parameter.Name})", map.GetValueOrDefault(parameter.Name!), parameter.ParameterType));
        return constructor.Invoke([.. arguments]);
    }
}
