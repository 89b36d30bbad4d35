namespace Pulumi.Serialization;

/// <summary>Reads a provider's answer into the type of an output. Values that do not fit are ignored.</summary>
internal static class OutputReader
{
    private static readonly MethodInfo List = Method(nameof(ListOf));
    private static readonly MethodInfo Map = Method(nameof(MapOf));

    public static OutputData<object?> Read(string context, OutputData<object?> data, Type type)
    {
        OutputTypes.Check(context, type, []);
        return data.As(Read(context, data.Value, type)) with { Resources = [] };
    }

    private static object? Read(string context, object? value, Type type)
    {
        var (result, error) = TryRead(context, value, type);
        if (error is not null)
        {
            Log.Warn(error);
        }

        return result;
    }

    private static (object? Value, string? Error) TryRead(string context, object? value, Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return value is null ? (null, null) : TryRead(context, value, underlying);
        }

        if (value is null)
        {
            return (type.IsValueType ? Activator.CreateInstance(type) : null, null);
        }

        if (type == typeof(object))
        {
            return (value, null);
        }

        if (type == typeof(int))
        {
            return value is double number ? ((int)number, null) : (null, Unlike(context, value, typeof(double)).Error);
        }

        if (type == typeof(string) || type == typeof(bool) || type == typeof(double))
        {
            return Plain(context, value, type);
        }

        if (type == typeof(Asset))
        {
            return (value as Asset ?? new InvalidAsset(), null);
        }

        if (type == typeof(Archive))
        {
            return (value as Archive ?? new InvalidArchive(), null);
        }

        if (type == typeof(AssetOrArchive))
        {
            return (value as AssetOrArchive ?? new InvalidAsset(), null);
        }

        if (OutputTypes.IsEnumType(type))
        {
            return ReadEnumType(context, value, type);
        }

        if (type.IsConstructedGenericType)
        {
            return ReadContainer(context, value, type);
        }

        return ReadOutputType(context, value, type);
    }

    private static (object? Value, string? Error) Plain(string context, object value, Type type)
        => type.IsInstanceOfType(value) ? (value, null) : Unlike(context, value, type);

    private static (object? Value, string? Error) Unlike(string context, object value, Type type)
    {
        var instead = type.IsValueType ? Activator.CreateInstance(type) : null;
        return (instead, $"Expected {type.FullName} but got {value.GetType().FullName} deserializing {context}");
    }

    private static (object? Value, string? Error) ReadEnumType(string context, object value, Type type)
    {
        if (value is not (string or double))
        {
            return (null, Unlike(context, value, typeof(string)).Error);
        }

        return OutputTypes.EnumConstructor(type, value.GetType()) is { } constructor
            ? (constructor.Invoke([value]), null)
            : (null, $"Expected target type {type.FullName} to have a constructor with a single " +
                $"{value.GetType().FullName} parameter.");
    }

    private static (object? Value, string? Error) ReadContainer(string context, object value, Type type)
    {
        var definition = type.GetGenericTypeDefinition();
        var arguments = type.GenericTypeArguments;
        if (definition == typeof(ImmutableArray<>))
        {
            if (value is not ImmutableArray<object?> list)
            {
                return (null, Unlike(context, value, typeof(ImmutableArray<object>)).Error);
            }

            var items = list.Select(item => Read(context, item, arguments[0])).ToList();
            return (List.MakeGenericMethod(arguments).Invoke(null, [items]), null);
        }

        if (value is not ImmutableDictionary<string, object?> map)
        {
            return Unlike(context, value, typeof(ImmutableDictionary<string, object>));
        }

        var pairs = map.ToDictionary(pair => pair.Key, pair => Read(context, pair.Value, arguments[1]));
        return (Map.MakeGenericMethod(arguments[1]).Invoke(null, [pairs]), null);
    }

    private static (object? Value, string? Error) ReadOutputType(string context, object value, Type type)
    {
        if (!type.IsDefined(typeof(OutputTypeAttribute)) || OutputTypes.Constructor(type) is not { } constructor)
        {
            return (null, $"Unexpected target type {type.FullName} when deserializing {context}");
        }

        if (value is not ImmutableDictionary<string, object?> map)
        {
            return Unlike(context, value, typeof(ImmutableDictionary<string, object>));
        }

        var arguments = constructor.GetParameters().Select(parameter =>
            Read(
                $"{type.FullName}({parameter.Name})",
                map.GetValueOrDefault(parameter.Name!),
                parameter.ParameterType));
        return (constructor.Invoke([.. arguments]), null);
    }

    private static MethodInfo Method(string name)
        => typeof(OutputReader).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;

    private static ImmutableArray<T> ListOf<T>(IEnumerable<object?> items) => [.. items.Select(As<T>)];

    private static ImmutableDictionary<string, T> MapOf<T>(Dictionary<string, object?> pairs)
        => pairs.ToImmutableDictionary(pair => pair.Key, pair => As<T>(pair.Value));

    private static T As<T>(object? value) => value is null ? default! : (T)value;
}
