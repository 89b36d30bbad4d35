namespace Pulumi;

public static partial class Output
{
    public static Output<(T1, T2)> Tuple<T1, T2>(
        Input<T1> item1, Input<T2> item2)
        => Combine(
            v => ((T1)v[0]!, (T2)v[1]!),
            item1, item2);

    public static Output<(T1, T2)> Tuple<T1, T2>(
        Output<T1> item1, Output<T2> item2)
        => Tuple(
            (Input<T1>)item1, (Input<T2>)item2);
}
