using Twin.Aws.Billing;
using Twin.Aws.Sns;

namespace Twin.Tests.Aws.Sns;

public sealed class SnsCostTests
{
    [Fact]
    public async Task Each_change_of_an_alarm_is_a_message_and_a_mail_to_each_subscriber()
    {
        var stack = await Stacks.Load("prod");
        var subscriber = stack.OfType(SnsResources.TopicSubscription).First();
        var two = stack with { Resources = stack.Resources.Add(subscriber with { Name = "another" }) };

        Assert.Equal(4, Idle(stack).Quantity(SnsCost.Requests));
        Assert.Equal(4, Idle(stack).Quantity(SnsCost.Mails));
        Assert.Equal(4, Idle(two).Quantity(SnsCost.Requests));
        Assert.Equal(8, Idle(two).Quantity(SnsCost.Mails));
        Assert.Equal(0, Idle(stack with { Resources = [] }).Total);

        static Bill Idle(DeclaredStack stack) => new([.. SnsCost.OfIdle(stack, PriceFile.Current)]);
    }
}
