namespace Pulumi.Serialization;

/// <summary>The types that a provider's answers can be read into.</summary>
internal static class OutputTypes
{
    private const BindingFlags AllInstance = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    private static readonly ImmutableHashSet<Type> Plain =
    [
        typeof(bool), typeof(int), typeof(double), typeof(string), typeof(object),
        typeof(Asset), typeof(Archive), typeof(AssetOrArchive),
    ];

    private static readonly ImmutableHashSet<Type> Containers =
    [
        typeof(Nullable<>), typeof(ImmutableArray<>), typeof(ImmutableDictionary<,>),
    ];

    /// <exception cref="InvalidOperationException">The type cannot be read into.</exception>
    public static void Check(string context, Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type) || Plain.Contains(type))
        {
            return;
        }

        if (IsEnumType(type))
        {
            CheckEnum(type);
            return;
        }

        if (type.IsConstructedGenericType)
        {
            CheckContainer(context, type, seen);
            return;
        }

        if (!type.IsDefined(typeof(OutputTypeAttribute)))
        {
            throw new InvalidOperationException(
                $"{context} contains invalid type {type.FullName}. Allowed types are:\n" +
                "    String, Boolean, Int32, Double,\n" +
                "    Nullable<...>, ImmutableArray<...> and ImmutableDictionary<string, ...> or\n" +
                "    a class explicitly marked with the [OutputTypeAttribute].");
        }

        var constructor = Constructor(type) ?? throw new InvalidOperationException(
            $"{type.FullName} had [OutputTypeAttribute], but did not contain constructor marked with " +
            "[OutputConstructorAttribute].");
        foreach (var parameter in constructor.GetParameters())
        {
            Check($"{type.FullName}({parameter.Name})", parameter.ParameterType, seen);
        }
    }

    public static bool IsEnumType(Type type) => type.IsValueType && type.IsDefined(typeof(EnumTypeAttribute));

    /// <summary>The constructor with a text or a number as its parameter, which may be private.</summary>
    public static ConstructorInfo? EnumConstructor(Type type, Type value) => type.GetConstructor(AllInstance, [value]);

    /// <summary>The constructor that is marked for outputs, otherwise the only public one.</summary>
    public static ConstructorInfo? Constructor(Type type)
    {
        var all = type.GetConstructors(AllInstance);
        return all.FirstOrDefault(constructor => constructor.IsDefined(typeof(OutputConstructorAttribute)))
            ?? (all.Where(constructor => constructor.IsPublic).ToList() is [var only] ? only : null);
    }

    private static void CheckContainer(string context, Type type, HashSet<Type> seen)
    {
        var definition = type.GetGenericTypeDefinition();
        var arguments = type.GenericTypeArguments;
        if (!Containers.Contains(definition))
        {
            throw new InvalidOperationException(
                $"{context} contains invalid type {type.FullName}:\n    The only generic types allowed are " +
                "ImmutableArray<...> and ImmutableDictionary<string, ...>");
        }

        if (definition == typeof(ImmutableDictionary<,>) && arguments[0] != typeof(string))
        {
            throw new InvalidOperationException(
                $"{context} contains invalid type {type.FullName}:\n" +
                "    The only allowed ImmutableDictionary 'TKey' type is 'String'.");
        }

        foreach (var argument in arguments)
        {
            Check(context, argument, seen);
        }
    }

    private static void CheckEnum(Type type)
    {
        foreach (var value in new[] { typeof(string), typeof(double) })
        {
            if (EnumConstructor(type, value) is null)
            {
                continue;
            }

            var conversion = type.GetMethod("op_Explicit", BindingFlags.Public | BindingFlags.Static, [type]);
            if (conversion?.ReturnType == value)
            {
                return;
            }

            throw new InvalidOperationException(
                $"{type.FullName} had [EnumTypeAttribute], but did not contain an explicit conversion operator to " +
                $"{value.FullName}.");
        }

        throw new InvalidOperationException(
            $"{type.FullName} had [EnumTypeAttribute], but did not contain constructor with a single String or " +
            "Double parameter.");
    }
}
