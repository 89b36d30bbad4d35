namespace Pulumi;

/// <summary>The data of a finished output; the value of an unknown output is its type's default.</summary>
internal sealed record OutputData<T>(ImmutableHashSet<Resource> Resources, T Value, bool IsKnown, bool IsSecret)
{
    public OutputData<TOther> As<TOther>(TOther value) => new(Resources, value, IsKnown, IsSecret);
}

internal static class OutputData
{
    public static OutputData<T> Known<T>(T value, bool isSecret = false) => new([], value, true, isSecret);

    public static OutputData<T> Unknown<T>() => new([], default!, false, false);
}
