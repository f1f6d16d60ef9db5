"""A small bot that uses what Discord offers, to try the stand-in with; it has nothing to do with Glassbox."""

import discord
from discord import app_commands


class Form(discord.ui.Modal, title="Wrong?"):
    what: discord.ui.Label["Form"] = discord.ui.Label(
        text="What is wrong", component=discord.ui.TextInput(custom_id="what")
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        assert isinstance(self.what.component, discord.ui.TextInput)
        await interaction.response.send_message(f"Noted: {self.what.component.value}", ephemeral=True)


class Buttons(discord.ui.View):
    @discord.ui.button(label="Other side", custom_id="other")
    async def turn(self, interaction: discord.Interaction, _button: discord.ui.Button["Buttons"]) -> None:
        await interaction.response.edit_message(content="The other side")

    @discord.ui.button(label="Wrong?", custom_id="wrong")
    async def ask(self, interaction: discord.Interaction, _button: discord.ui.Button["Buttons"]) -> None:
        await interaction.response.send_modal(Form(custom_id="form"))

    @discord.ui.button(label="Share", custom_id="share")
    async def share(self, interaction: discord.Interaction, _button: discord.ui.Button["Buttons"]) -> None:
        await interaction.response.defer()
        await interaction.followup.send("Shared")
        await interaction.delete_original_response()


class Panel(discord.ui.LayoutView):
    text: discord.ui.TextDisplay["Panel"] = discord.ui.TextDisplay("A text of the new components")


class SmallBot(discord.Client):
    """Answers every message, and has a command in a menu, a command in a group, buttons and a form."""

    def __init__(self) -> None:
        intents = discord.Intents(guilds=True, messages=True, reactions=True, message_content=True)
        super().__init__(intents=intents)
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self) -> None:
        @self.tree.context_menu(name="Check this claim")
        async def check(interaction: discord.Interaction, message: discord.Message) -> None:
            await interaction.response.send_message(message.content, view=Buttons(), ephemeral=True)

        @self.tree.command(description="Find a thing")
        async def find(interaction: discord.Interaction, name: str) -> None:
            await interaction.response.send_message(name)

        @find.autocomplete("name")
        async def suggest(_interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
            return [app_commands.Choice(name=f"{typed}!", value=typed)]

        group = app_commands.Group(name="settings", description="Settings")

        @group.command(name="mode", description="Set the mode")
        async def mode(interaction: discord.Interaction, to: str) -> None:
            await interaction.response.send_message(view=Panel())
            await interaction.followup.send(to, file=discord.File(__file__, "settings.txt"))

        self.tree.add_command(group)
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        if message.author.bot:
            return
        async with message.channel.typing():
            reply = await message.reply("An answer", view=Buttons())
        await message.add_reaction("👀")
        if message.content == "Let us talk":
            await message.create_thread(name="A talk")
        await reply.edit(content="A better answer")

    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        for message in self.cached_messages:
            if message.reference is not None and message.reference.message_id == event.message_id:
                await message.delete()
