namespace Pulumi;

public static class InputExtensions
{
    /// <summary>The input as an output; an output of the type's default for an input that was not given.</summary>
    public static Output<T> ToOutput<T>(this Input<T>? input) => input ?? Output.Create(default(T)!);
}
