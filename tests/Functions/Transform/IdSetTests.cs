namespace Tests.Functions.Transform;

public class IdSetTests
{
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    [Fact]
    public void It_has_the_same_members_as_a_set_of_strings()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var ids = Enumerable.Range(0, 5_000).Select(_ => Id(random)).ToArray();
        var (known, expected) = (new IdSet(), new HashSet<string>());

        for (var i = 0; i < 20_000; i++)
        {
            var id = ids[random.Next(ids.Length)];

            Assert.Equal(expected.Add(id), known.Add(Encoding.UTF8.GetBytes(id)));
        }
    }

    [Theory]
    [InlineData("0000000000000000000000")]
    [InlineData("7n42DGM5Tflk9n8mt7Fhc7")] // 2^128 - 1
    [InlineData("7n42DGM5Tflk9n8mt7Fhc8")]
    [InlineData("ZZZZZZZZZZZZZZZZZZZZZZ")]
    [InlineData("short")]
    [InlineData("a name with an é in it")]
    public void An_id_of_any_form_is_added_once(string id)
    {
        var known = new IdSet();
        var bytes = Encoding.UTF8.GetBytes(id);

        Assert.True(known.Add(bytes));
        Assert.False(known.Add(bytes));
        Assert.True(known.Add("0000000000000000000001"u8));

        known.Clear();

        Assert.True(known.Add(bytes));
    }

    /// <summary>An id, mostly in Spotify's form; some share their first digits, some are shorter, some are not
    /// base62.</summary>
    private static string Id(Random random)
    {
        var id = string.Concat(Enumerable.Range(0, 22).Select(_ => Digits[random.Next(62)]));
        return random.Next(10) switch
        {
            0 => "00000000000000000" + id[..5],
            1 => id[..random.Next(22)],
            2 => id[..21] + "-",
            _ => id,
        };
    }
}
