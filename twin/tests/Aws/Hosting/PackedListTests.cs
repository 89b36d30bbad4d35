using Twin.Aws.Hosting;

namespace Twin.Tests.Aws.Hosting;

public class PackedListTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(499)]
    [InlineData(1234)]
    public void Items_come_back_in_their_order_compressed_or_not(int count)
    {
        var items = Enumerable.Range(0, count).Select(number => new TimelineEntry(
            TimeSpan.FromTicks(number),
            new DateTimeOffset(2026, 11, 1, 6, 0, 0, TimeSpan.Zero).AddTicks(number),
            TimelineSource.S3,
            $"\"{number}\" 🌧️ <é>",
            (TimelineEntryKind)(number % 5))).ToList();
        var list = new PackedList<TimelineEntry>();
        items.ForEach(list.Add);

        Assert.Equal(items, list);
        Assert.Equal(items, list);
    }
}
