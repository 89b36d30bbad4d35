using System.Text.Json.Serialization.Metadata;
using Functions.Hosting;

namespace Tests.Functions.Hosting;

public sealed class LogLineTests
{
    private static readonly JsonTypeInfo<string> Text =
        (JsonTypeInfo<string>)JsonSerializerOptions.Default.GetTypeInfo(typeof(string));

    [Fact]
    public void A_line_break_in_a_name_begins_no_line()
    {
        const string Forged = HostileText.Option + "\r\u2028\u2029\u0085{\"event\":\"playlist read\"}";

        var line = LogLine.Format("playlist \n", Forged, Text);

        Assert.DoesNotContain(line, letter => char.IsControl(letter) || letter is '\u2028' or '\u2029');
        using var json = JsonDocument.Parse(line);
        Assert.Equal("playlist \n", json.RootElement.GetProperty("event").GetString());
        Assert.Equal(Forged, json.RootElement.GetProperty("detail").GetString());
    }
}
