namespace Pulumi;

/// <summary>A value of one of two types.</summary>
public readonly struct Union<T0, T1> : IUnion
{
    private Union(object? value) => Value = value!;

    public object Value { get; }

    public static Union<T0, T1> FromT0(T0 input) => new(input);

    public static Union<T0, T1> FromT1(T1 input) => new(input);
}
